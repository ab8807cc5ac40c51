"""Addresses that no line of the table is asked for: anybody's, those of people with a code, of machines, one's own."""

from __future__ import annotations

from typing import Final

from tests.integration.server.addresses.line import Expected

__all__ = ["ADDRESSES"]

_OWN = (
    *("home", "sessions", "session-end"),
    # allauth's, as far as they are there
    *("account_reauthenticate", "account_change_password", "mfa_index", "mfa_authenticate"),
    *("mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn"),
    *("mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
)
_PUBLIC = (
    *("healthz", "set-up", "set_language", "invitation", "journal-checkpoint"),
    "federation-in",
    *("account_login", "account_logout", "account_inactive", "mfa_login_webauthn"),
    # a victim's report, and what they do with its code
    *("report-start", "report-step", "report-receipt"),
    *("status", "status-word", "status-leave", "status-withdraw", "status-more", "status-contact"),
    *("status-erase", "status-contest", "status-files", "status-file"),
    # what a holder does with the code of a notice
    *("holder-notice", "holder-objection", "holder-withdraw", "holder-leave"),
    *("holder-files", "holder-file"),
    # the API's description, and that nothing else is there
    *("api-v1:openapi-json", "api-v1:api-root", "^"),
)
_TOKEN = (
    *("case", "cases", "checkpoint", "confirm", "confirm_one_release", "events_key", "evidence"),
    *("figures", "file_report", "hold", "hold_request", "hold_requests", "holds", "one_release", "place"),
    *("refuse", "release", "releases", "statement_requests", "statement_request", "answer"),
    *("plan_lines", "plan_line", "send", "bounce", "deny", "objections", "record", "withdraw"),
    *("statement_refuse", "line_confirm", "add_file"),
)

ADDRESSES: Final[dict[str, Expected]] = {
    **dict.fromkeys(_OWN, "own"),
    **dict.fromkeys(_PUBLIC, "public"),
    **dict.fromkeys(("sign-in", "demo-clock"), "demo"),
    **{f"api-v1:{name}": "token" for name in _TOKEN},
}
