"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import (
    correcting,
    health,
    home,
    outbox,
    referrals,
    report,
    reports,
    set_up,
    signing_in,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
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
