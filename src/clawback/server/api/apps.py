"""The Django application."""

from django.apps import AppConfig


class Config(AppConfig):
    """Its label in the database is the folder's name."""

    name = "clawback.server.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
