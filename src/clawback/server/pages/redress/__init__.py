"""Redress, for members: notices at the agent, objections at their reviewers, figures at the regulator."""
