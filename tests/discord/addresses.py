"""Where things are on a loopback server; imports nothing, so that a bot pointed there need not carry a server."""

API_PREFIX = "/api/v10"


def api_url(base_url: str) -> str:
    """What `discord.http.Route.BASE` must be for the server at that address."""
    return base_url + API_PREFIX


def gateway_url(base_url: str) -> str:
    """Where the gateway of the server at that address is."""
    return base_url.replace("http://", "ws://") + "/gateway/"
