"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import (
    cases,
    claims,
    correcting,
    demo_clock,
    drafting,
    endpoints,
    health,
    hold_requests,
    holds,
    home,
    inbox,
    journal,
    outbox,
    referrals,
    report,
    reports,
    searching,
    set_up,
    signing_in,
    tokens,
)
from clawback.server.pages.redress.urls import urlpatterns as redress
from clawback.server.pages.returns.urls import urlpatterns as returns
from clawback.server.pages.statements.urls import urlpatterns as statements

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:number>/end/", tokens.end, name="token-end"),
    path("endpoints/", endpoints.endpoints, name="endpoints"),
    path("endpoints/<int:number>/end/", endpoints.end, name="endpoint-end"),
    path("events/<int:number>/send/", endpoints.send, name="event-again"),
    path("demo-clock/", demo_clock.demo_clock, name="demo-clock"),
    # cases and claims
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:number>/", cases.case_page, name="case"),
    path("cases/<int:number>/assign/", cases.case_assign, name="case-assign"),
    path("cases/<int:number>/hold-request/", drafting.draft_hold_request, name="case-draft"),
    path("claims/<int:number>/", claims.claim_page, name="claim"),
    path("claims/<int:number>/confirm/", claims.claim_confirm, name="claim-confirm"),
    path("claims/<int:number>/evidence/", claims.claim_evidence, name="claim-evidence"),
    path("claims/<int:number>/reject/", claims.claim_reject, name="claim-reject"),
    path("search/", searching.search_page, name="search"),
    # hold requests and holds
    path("inbox/", inbox.inbox, name="inbox"),
    path("hold-requests/<int:number>/", hold_requests.hold_request, name="hold-request"),
    path("hold-requests/<int:number>/place/", hold_requests.hold_request_place, name="hold-request-place"),
    path("hold-requests/<int:number>/refuse/", hold_requests.hold_request_refuse, name="hold-request-refuse"),
    *(
        path(
            f"hold-requests/<int:number>/{verb}/",
            hold_requests.hold_request_decide,
            {"verb": verb},
            name=f"hold-request-{verb}",
        )
        for verb in ("approve", "send", "confirm")
    ),
    path("holds/<int:number>/", holds.hold_page, name="hold"),
    path("holds/<int:number>/release/", holds.hold_release, name="hold-release"),
    path("holds/<int:number>/renew/", holds.hold_renew, name="hold-renew"),
    path("holds/<int:number>/releases/<int:release>/confirm/", holds.release_confirm, name="release-confirm"),
    # the journal
    path("journal/", journal.journal, name="journal"),
    path("journal/file", journal.journal_file, name="journal-file"),
    path("journal/consistency/", journal.journal_consistency, name="journal-consistency"),
    path("journal/<int:index>/", journal.journal_entry, name="journal-entry"),
    path("journal/<int:index>/proof", journal.journal_proof, name="journal-proof"),
    *redress,
    *statements,
    *returns,
    # the victim's side
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.new, name="report-new"),
    path("reports/<int:number>/", report.report, name="report"),
    path("reports/<int:number>/story/", report.story, name="report-story"),
    path("reports/<int:number>/files/<int:place>/", report.file, name="report-file"),
    path("reports/<int:number>/claims/<int:place>/correct/", correcting.correct, name="claim-correct"),
    path("reports/<int:number>/claims/<int:place>/<slug:verb>/", report.claim, name="report-claim"),
    path("reports/<int:number>/<slug:verb>/", report.decide, name="report-decide"),
    path("referrals/", referrals.referrals, name="referrals"),
    path("referrals/<int:number>/", referrals.referral, name="referral"),
    path("referrals/<int:number>/<slug:verb>/", referrals.decide, name="referral-decide"),
    path("outbox/", outbox.outbox, name="outbox"),
]
