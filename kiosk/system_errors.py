"""What the system refuses, in French: `strerror` speaks English whatever the language."""

from __future__ import annotations

import errno

_SAID = {
    errno.ENOSPC: "il n'y a plus de place",
    errno.EDQUOT: "il n'y a plus de place pour cet utilisateur",
    errno.EACCES: "l'accès est refusé ; vérifiez les droits et l'utilisateur",
    errno.EPERM: "ce n'est pas permis à cet utilisateur",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOENT: "il n'existe pas, ou le dossier où il serait",
    errno.EEXIST: "il existe déjà, et n'est pas ce qu'il faut",
    errno.ENOTDIR: "un dossier du chemin est un fichier",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTEMPTY: "ce dossier n'est pas vide",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "des liens renvoient l'un à l'autre",
    errno.EIO: "le disque ne répond pas bien ; regardez le journal du système",
    errno.ENODEV: "ce n'est pas un fichier, mais un appareil ou un tuyau",
    errno.ENXIO: "ce n'est pas un fichier, mais un appareil ou un tuyau",
    errno.EFBIG: "il est bien trop grand",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.EADDRINUSE: "un autre programme s'en sert",
    errno.ECONNREFUSED: "la connexion est refusée",
    errno.ETIMEDOUT: "pas de réponse",
}


def reason(error: OSError) -> str:
    """Why the system refused, to stand after a colon: no capital, no full stop."""
    return _SAID.get(error.errno or 0) or error.strerror or "le système le refuse"
