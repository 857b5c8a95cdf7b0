"""A small OpenID provider of our own, as an institution has one: it asks nothing and decides."""

from __future__ import annotations

import secrets
import threading
import time
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from tests.browser.server import HOST, free_port

CLIENT = "peu-mais-bien"


class Provider:
    """A provider at an address of its own; `refuses` is what it answers to who logs in."""

    def __init__(self) -> None:
        port = free_port()
        self.address, self.refuses = f"http://{HOST}:{port}", False
        self._key = RSAKey.generate_key(2048, {"use": "sig", "kid": "one", "alg": "RS256"})
        self._nonces: dict[str, str] = {}
        ways = {
            "/.well-known/openid-configuration": self._configuration,
            "/authorize": self._authorize,
            "/token": self._token,
            "/keys": self._keys,
        }
        app = Starlette(
            routes=[Route(way, answer, methods=["GET", "POST"]) for way, answer in ways.items()]
        )
        self._server = uvicorn.Server(uvicorn.Config(app, HOST, port, log_level="error", ws="none"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def secrets_for(self, app: str) -> str:
        """Return the secrets of an app at this address that trusts this provider."""
        return f"""
            [auth]
            redirect_uri = "{app}/oauth2callback"
            cookie_secret = "{secrets.token_hex(32)}"
            client_id = "{CLIENT}"
            client_secret = "{secrets.token_hex(16)}"
            server_metadata_url = "{self.address}/.well-known/openid-configuration"
        """

    def stop(self) -> None:
        """End it."""
        self._server.should_exit = True
        self._thread.join()

    async def _configuration(self, _: Request) -> JSONResponse:
        return JSONResponse(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    async def _authorize(self, request: Request) -> RedirectResponse:
        asked, code = request.query_params, secrets.token_hex(8)
        self._nonces[code] = asked["nonce"]
        answer = {"error": "access_denied"} if self.refuses else {"code": code}
        told = urlencode({**answer, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{told}")

    async def _token(self, request: Request) -> JSONResponse:
        code = str((await request.form())["code"])
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "prof",
            "email": "prof@example.org",
            "nonce": self._nonces.pop(code),
            "iat": now,
            "exp": now + 600,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        return JSONResponse({"access_token": code, "token_type": "Bearer", "id_token": token})

    async def _keys(self, _: Request) -> JSONResponse:
        return JSONResponse({"keys": [self._key.as_dict(private=False)]})
