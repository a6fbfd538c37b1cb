"""How each thing that is examined is called, for people; programs go by its id."""

from __future__ import annotations

WHAT = {
    "python": "Python",
    "data-folder": "Dossier des données",
    "disk": "Disque",
    "rights": "Fichiers secrets",
    "catalog": "Catalogue",
    "database": "Base",
    "database-aside": "Base mise de côté",
    "schema": "Tables",
    "clock": "Heure",
    "clock-set": "Réglage de l'heure",
    "place": "Lieu",
    "agenda": "Agenda",
    "outbox": "En attente",
    "printer": "Imprimante",
    "scanner": "Lecteur",
    "sound": "Son",
    "page": "Page du QR",
    "staff-pin": "Code de l'équipe",
    "letters": "Lettres",
    "translations": "Traductions",
    "screen": "Écran",
    "screen-size": "Diagonale",
    "touch": "Toucher",
    "graphics": "Dessin",
}
