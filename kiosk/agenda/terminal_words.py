"""How terminals are, what is ordered of them and what became of it, as the team reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.agenda.commands import Progress
from kiosk.visit.commands import PaperState

STATES: Mapping[str, str] = MappingProxyType(
    {
        "free": "libre",
        "in_use": "occupée",
        "help_called": "appelle quelqu'un",
        "asking": "demande s'il y a encore quelqu'un",
        "closed": "fermée",
        "out_of_service": "hors service",
        "silent": "muette",
    }
)

PAPER: Mapping[PaperState, str] = MappingProxyType(
    {
        "plenty": "en ordre",
        "low": "bientôt plus de papier",
        "out": "plus de papier",
        "offline": "injoignable",
        "unknown": "ne dit rien de son papier",
        "none": "aucune",
    }
)

PRINTINGS: Mapping[str, str] = MappingProxyType(
    {
        "printed": "imprimé",
        "shown": "montré à l'écran",
        "no_paper": "sans papier",
        "busy": "imprimante occupée",
        "failed": "raté",
        "unknown": "sans réponse de l'imprimante",
    }
)

ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "reset": "Finir tout de suite",
        "end_visit": "Finir la visite",
        "out_of_service": "Mettre hors service",
        "in_service": "Remettre en service",
        "test_print": "Imprimer un essai",
        "print_again": "Réimprimer le ticket de la visite",
        "print_ticket": "Imprimer un ticket",
        "restart": "Redémarrer",
        "message": "Message de l'accueil",
    }
)

PROGRESS: Mapping[Progress, str] = MappingProxyType(
    {
        "on_its_way": "en route",
        "under_way": "en cours",
        "done": "fait",
        "refused": "refusé",
        "unknown": "inconnu de cette borne : mettez son programme à jour",
        "unanswered": "prise, sans réponse : allez voir",
        "expired": "trop tard : la borne ne l'a pas pris à temps et ne le fera pas",
        "not_arrived": "pas arrivé : la borne est muette et ne le fera pas",
    }
)
