from flask_babel import lazy_gettext as _l

from webapp.domain.notices import Notice

NOTICES = {
    Notice.TOMORROW: _l("La veille à 19 h : demain"),
    Notice.CHANGE: _l("Changement d’horaire"),
    Notice.OPTION: _l("Option qui expire"),
    Notice.CONTRACT: _l("Contrats de l’équipe qui se terminent"),
    Notice.REPLY: _l("Réponse à un lien"),
    Notice.OPENING: _l("Lien ouvert pour la première fois"),
}
SAID = {
    Notice.TOMORROW: _l(
        "Convocation, PAT, lieu et fin de chaque production du lendemain. Rien si rien n’est prévu."
    ),
    Notice.CHANGE: _l(
        "Quand quelqu’un d’autre change l’heure, le lieu ou la date d’une journée des sept jours à venir."
    ),
    Notice.OPTION: _l("Deux jours avant le dernier jour pour répondre."),
    Notice.CONTRACT: _l("Trois semaines avant, par production."),
    Notice.REPLY: _l("Quand une date ou un document est confirmé, ou qu’une question arrive par un lien."),
    Notice.OPENING: _l(
        "Une fois par lien, quand une personne l’ouvre. Les robots de messagerie ne comptent pas."
    ),
}
