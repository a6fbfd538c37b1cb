"""A small catalogue: two themes, three services, every kind of step, and where to begin."""

from __future__ import annotations

from datetime import date

from kiosk.catalog.model import (
    ActivityKind,
    Answer,
    Block,
    Catalog,
    Challenge,
    ChecklistStep,
    ChoiceStep,
    Orientation,
    OrientationAnswer,
    OrientationQuestion,
    OrientationRule,
    PhoneStep,
    ReadStep,
    RehearseStep,
    Service,
    Theme,
)

DECLARE = Service(
    activities=("workshop",),
    id="declare",
    theme="work",
    name="S'actualiser",
    icon="calendar-check",
    purpose=("Dire chaque mois où vous en êtes.",),
    at_hand=("Votre identifiant",),
    minutes=10,
    account="needed",
    account_note="C'est celui de France Travail.",
    address="https://www.francetravail.fr",
    known_on=date(2026, 9, 1),
    steps=(
        ChecklistStep(
            kind="checklist",
            id="papers",
            title="Préparez vos papiers",
            items=("L'identifiant", "Le mot de passe", "La fiche de paie"),
            tip="Il manque un papier ? Ce n'est pas grave.",
        ),
        ChoiceStep(
            kind="choice",
            id="worked",
            title="Avez-vous travaillé ce mois-ci ?",
            answers=(
                Answer(label="Oui", feedback="Comptez vos heures."),
                Answer(label="Non", goes_to="confirm"),
            ),
        ),
        ReadStep(id="hours", title="Écrivez vos heures", text=("Une ligne par employeur.",)),
        RehearseStep(
            kind="rehearse",
            id="confirm",
            title="Touchez le bouton qui valide",
            page=(
                Block(kind="header", id="top", text="Mon espace"),
                Block(kind="text", id="words", text="Vérifiez vos réponses."),
                Block(
                    kind="field",
                    id="salary",
                    text="Salaire",
                    value="1 200",
                    teach="Ici, on écrit le salaire.",
                ),
                Block(kind="button", id="send", text="Valider"),
            ),
            target="send",
            hint="Le bouton est tout en bas.",
            done="Voilà, c'est le bon bouton.",
        ),
        PhoneStep(
            kind="phone",
            id="phone",
            title="Continuez sur votre téléphone",
            text=("Visez le carré.",),
            address="https://www.francetravail.fr/actualisation",
        ),
    ),
)

CV = Service(
    id="cv",
    theme="work",
    name="Faire un CV",
    icon="file-text",
    purpose=("Un CV simple et clair.",),
    minutes=15,
    account="none",
    address="https://cv.example.org",
    known_on=date(2026, 9, 1),
    steps=(
        RehearseStep(
            kind="rehearse",
            id="model",
            title="Choisissez le deuxième modèle",
            page=(
                Block(kind="list", id="models", items=("Classique", "Moderne", "Sobre")),
                Block(kind="field", id="name", text="Nom", fills="Camille"),
            ),
            target="models.2",
            hint="C'est la ligne du milieu.",
            done="C'est celui-là.",
        ),
        ReadStep(id="write", title="Écrivez", text=("Peu de mots suffisent.",), next="end"),
    ),
)

MAIL = Service(
    id="mail",
    theme="digital",
    name="Une boîte aux lettres électronique",
    icon="mail",
    purpose=("Recevoir les réponses.",),
    minutes=8,
    account="optional",
    address="https://mail.example.org",
    known_on=date(2026, 9, 1),
    steps=(ReadStep(id="why", title="À quoi elle sert", text=("À recevoir du courrier.",)),),
)

ORIENTATION = Orientation(
    questions=(
        OrientationQuestion(
            id="need",
            title="Qu'est-ce qui vous aiderait ?",
            answers=(
                OrientationAnswer(id="declare", label="Faire mes démarches"),
                OrientationAnswer(id="write", label="Écrire un CV"),
            ),
        ),
        OrientationQuestion(
            id="ease",
            title="Êtes-vous à l'aise avec un ordinateur ?",
            answers=(
                OrientationAnswer(id="yes", label="Assez"),
                OrientationAnswer(id="no", label="Pas encore"),
            ),
        ),
    ),
    rules=(
        OrientationRule(when={"need": ("declare",)}, suggest="declare", reason="Vos démarches."),
        OrientationRule(when={"need": ("write",)}, suggest="cv", reason="Vous voulez un CV."),
        OrientationRule(when={"ease": ("no",)}, suggest="mail", reason="Pour bien commencer."),
    ),
)

LEADS_TO: tuple[tuple[str, str, str | None, ActivityKind | None], ...] = (
    ("plan", "Écrire mon plan", None, None),
    ("names", "Écrire dix noms", None, "group"),
    ("minute", "Me présenter", None, None),
    ("read", "Relire mon CV", "cv", None),
)

CHALLENGES = tuple(
    Challenge(
        id=id_,
        title=title,
        theme="work",
        why="Cela aide.",
        how=("Prenez une feuille.", "Écrivez."),
        minutes=10,
        if_stuck="Si ça coince, je demande.",
        service=service,
        activity=activity,
    )
    for id_, title, service, activity in LEADS_TO
)

CATALOG = Catalog(
    themes=(
        Theme(id="work", name="Trouver un emploi", icon="search", colour="mint"),
        Theme(id="digital", name="Le numérique", icon="monitor", colour="violet"),
    ),
    services=(DECLARE, CV, MAIL),
    orientation=ORIENTATION,
    challenges=CHALLENGES,
)
