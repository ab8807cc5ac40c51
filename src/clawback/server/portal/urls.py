"""Which address is which page of the portal: none has a code in it."""

from __future__ import annotations

from django.urls import path

from clawback.server.portal import asking, files, receipt, reporting, status
from clawback.server.portal.redress import files as holder_files
from clawback.server.portal.redress import holder

urlpatterns = [
    # redress
    path("notice/", holder.notice, name="holder-notice"),
    path("notice/objection/", holder.objection, name="holder-objection"),
    path("notice/withdraw/", holder.withdraw, name="holder-withdraw"),
    path("notice/files/", holder_files.send, name="holder-files"),
    path("notice/files/<int:number>/", holder_files.get, name="holder-file"),
    path("notice/leave/", holder.leave, name="holder-leave"),
    path("report/", reporting.start, name="report-start"),
    path("report/receipt/", receipt.receipt, name="report-receipt"),
    path("report/<slug:slug>/", reporting.step, name="report-step"),
    path("status/", status.status, name="status"),
    path("status/leave/", status.leave, name="status-leave"),
    path("status/word/", status.word, name="status-word"),
    path("status/withdraw/", asking.withdraw, name="status-withdraw"),
    path("status/more/", asking.more, name="status-more"),
    path("status/contact/", asking.contact, name="status-contact"),
    path("status/contest/<int:number>/", asking.contest, name="status-contest"),
    path("status/erase/", asking.erase, name="status-erase"),
    path("status/files/", files.send, name="status-files"),
    path("status/files/<int:number>/", files.get, name="status-file"),
]
