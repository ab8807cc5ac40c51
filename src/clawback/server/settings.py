"""Settings, from the environment; safe where it says nothing.

| variable | meaning |
| --- | --- |
| DATABASE_URL | the database: postgresql://... |
| CLAWBACK_DATA | the data folder: its keys, and whether it is a demo's |
| CLAWBACK_HOSTS | names the server answers to, with commas; loopback alone where it says nothing |
| CLAWBACK_PLAIN_HTTP | 1: no TLS before the server, which is right on loopback alone |
| CLAWBACK_CERTIFICATE_HEADER | the header in which the TLS front passes the SHA-256 of a client's certificate |
| CLAWBACK_MAIL | our name for e-mail, such as centre.example; nothing is mailed where it says nothing |
| CLAWBACK_MAIL_URL | the mail server: smtp://user:password@host:587 (STARTTLS), or smtps:// |
| CLAWBACK_BEHIND | 1: a proxy of ours stands before the server, and its X-Forwarded-For says who asks |
| CLAWBACK_STARTING | the file that says how far a start is, which `clawback serve` tells its web server (progress.py) |
| CLAWBACK_WEB | 1: a web server, whose connections see no row before they know for whom (walls.py) |
| CLAWBACK_ORIGIN | the name of the journal and its key, such as centre.example/journal |
"""

from __future__ import annotations

import os
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

from clawback.server.data_folder import DataFolder

HERE = Path(__file__).parent
CLAWBACK_FOLDER = DataFolder(Path(os.environ["CLAWBACK_DATA"]))
CLAWBACK_DEMO = CLAWBACK_FOLDER.is_demo
CLAWBACK_ORIGIN = os.environ.get("CLAWBACK_ORIGIN", "localhost/clawback-journal")
CLAWBACK_CERTIFICATE_HEADER = os.environ.get("CLAWBACK_CERTIFICATE_HEADER", "")
CLAWBACK_MAIL = os.environ.get("CLAWBACK_MAIL", "")
CLAWBACK_BEHIND = os.environ.get("CLAWBACK_BEHIND") == "1"
CLAWBACK_STARTING = Path(os.environ["CLAWBACK_STARTING"]) if "CLAWBACK_STARTING" in os.environ else None
_PLAIN_HTTP = os.environ.get("CLAWBACK_PLAIN_HTTP") == "1"
_HOSTS = os.environ.get("CLAWBACK_HOSTS", "")
_SEES = "" if os.environ.get("CLAWBACK_WEB") == "1" else "all"

SECRET_KEY = CLAWBACK_FOLDER.key("secret.key").hex()
DEBUG = False
ALLOWED_HOSTS = _HOSTS.split(",") if _HOSTS else ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "clawback.server.people.apps.Config",
    "clawback.server.record.apps.Config",
    "clawback.server.clocks.apps.Config",
    "clawback.server.casework.apps.Config",
    "clawback.server.shown.apps.Config",
    "clawback.server.pages.apps.Config",
    "clawback.server.portal.apps.Config",
    "clawback.server.api.apps.Config",
]

MIDDLEWARE = [
    # what a browser may do with an answer, whichever of the others gives it
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "clawback.server.api.frame.Frame",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clawback.server.shown.no_nul.NoNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "clawback.server.pages.starting.Starting",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "clawback.server.pages.signing_in.SignedIn",
    "clawback.server.pages.walled.Walled",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "clawback.server.urls"
WSGI_APPLICATION = "clawback.server.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "shown" / "templates", HERE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clawback.server.pages.context.everywhere",
            ],
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """Django's form of a libpq URL."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "clawback"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {
            **parts,
            # What is asked again is planned once: behind the walls planning takes longer than reading.
            "server_side_binding": True,
            "prepare_threshold": 3,
            # Our queries are short: compiling one (jit) takes longer than it saves.
            "options": f"{parts.get('options', '')} -c jit=off -c clawback.organisation={_SEES}".strip(),
        },
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }


DATABASES = {"default": _database(os.environ["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in: a password and a second factor; lock-outs.
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "clawback.server.pages.signing_in.WithMember",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "clawback.server.pages.signing_in.NoSignUp"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Clawback"
MFA_TOTP_TOLERANCE = 1  # phones run half a minute early or late
LOGIN_URL = "/sign-in/" if CLAWBACK_DEMO else "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "clawback.server.pages.signing_in.user_name"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip"}  # axes counts by user name
AXES_LOCKOUT_TEMPLATE = "pages/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429

# Sessions end with the browser, or after eight hours.
SESSION_COOKIE_AGE = 8 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not _PLAIN_HTTP
CSRF_COOKIE_SECURE = not _PLAIN_HTTP
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "clawback.server.pages.errors.expired"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0 if _PLAIN_HTTP else 365 * 24 * 3600
SECURE_REFERRER_POLICY = "same-origin"  # with none at all a form has no origin, and is refused
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

_MAIL = urlsplit(os.environ.get("CLAWBACK_MAIL_URL", ""))
EMAIL_HOST, EMAIL_PORT = _MAIL.hostname or "localhost", _MAIL.port or 587
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = f"no-reply@{CLAWBACK_MAIL or 'localhost'}"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = sorted(each for each in (HERE / "locale").iterdir() if each.is_dir())
FORMAT_MODULE_PATH = ["clawback.server.shown.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATICFILES_DIRS = [("clawback", HERE / "shown" / "static")]
WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # /healthz says 503 by itself while something is not up yet: that is an answer, not an error.
    "filters": {
        "errors": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", 0) != HTTPStatus.SERVICE_UNAVAILABLE,
        }
    },
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["errors"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"clawback": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
