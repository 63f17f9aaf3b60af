"""Zones in which tests play reviews."""

from __future__ import annotations

ZONES = {
    "America/New_York": "US",
    "America/Los_Angeles": "US-CA",
    "America/Sao_Paulo": "BR",
    "America/Santiago": "CL",
    "America/St_Johns": "CA-NL",
    "America/Mexico_City": "MX",
    "Europe/Madrid": "ES-MD",
    "Europe/London": "GB",
    "Europe/Berlin": "DE-BE",
    "Europe/Dublin": "IE",
    "Europe/Istanbul": "TR",
    "Africa/Cairo": "EG",
    "Africa/Johannesburg": "ZA",
    "Asia/Kolkata": "IN",
    "Asia/Tokyo": "JP",
    "Asia/Shanghai": "CN",
    "Asia/Kathmandu": "NP",
    "Australia/Sydney": "AU-NSW",
    "Australia/Lord_Howe": "AU-NSW",
    "Pacific/Auckland": "NZ",
}
"""Zones, most of which turn their clocks, with whose holidays are free there."""
