"""Which address is which page of members. A record's page is named by its kind: `hold request` is at `hold-request`."""

from __future__ import annotations

from django.urls import path

from clawback.server.pages import checkpoint, health, home, set_up, signing_in
from clawback.server.pages.people import (
    asked,
    codes,
    exports,
    glass,
    interests,
    law,
    openings,
    organisation,
    others,
    restored,
    sessions,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("set-up/", set_up.set_up, name="set-up"),
    path("sign-in/", signing_in.choose_person, name="sign-in"),
    path("invitation/", codes.invitation, name="invitation"),
    path("journal/checkpoint", checkpoint.checkpoint, name="journal-checkpoint"),
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/members/", organisation.add, name="member-add"),
    path("members/<int:number>/invite/", organisation.invite_again, name="member-invite"),
    path("members/<int:number>/suspend/", organisation.suspend, name="member-suspend"),
    path("members/<int:number>/readmit/", organisation.readmit, name="member-readmit"),
    path("members/<int:number>/roles/", organisation.ask, name="role-ask"),
    path("roles/", asked.roles_asked, name="roles-asked"),
    path("roles/<int:number>/grant/", organisation.grant, name="role-grant"),
    path("roles/<int:number>/take/", organisation.take, name="role-take"),
    path("organisations/", others.organisations, name="organisations"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/end/", sessions.end, name="session-end"),
    path("law/", law.law, name="law"),
    path("law/<slug:basis>/activate/", law.activate, name="basis-activate"),
    path("openings/", openings.openings, name="openings"),
    path("cases/<int:number>/break-glass/", glass.break_into, name="glass-break"),
    path("glass/<int:number>/", glass.glass, name="glass"),
    path("interests/", interests.interests, name="interests"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<int:number>/", exports.export, name="export"),
    path("exports/<int:number>/file/", exports.fetch, name="export-fetch"),
    path("quarantine/", restored.quarantine, name="quarantine"),
    path("enquiries/<int:number>/", restored.enquiry, name="enquiry"),
]
