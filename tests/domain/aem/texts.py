"""AEM as the text of their PDF gives them: several employers, several pieces of software."""

OFFICIAL = """
                     ATTESTATION EMPLOYEUR MENSUELLE (A.E.M.)
        Spectacle vivant ou enregistré, techniciens relevant de l’annexe 8

1 - L’EMPLOYEUR
Raison sociale : BRIQUE ROUGE PRODUCTIONS
N° SIRET : 732 829 320 00074            Code NAF : 59.11C
N° d’objet : 26D1184407                 IDCC : 3097

2 - LE SALARIÉ
Nom : ROUSSEL          Prénom : Camille          N° de sécurité sociale : 2 92 05 29 019 124 38

3 - LA PÉRIODE D’EMPLOI
Emploi occupé : ASSISTANT DE PRODUCTION
Période d’emploi du 05/10/2026 au 09/10/2026      Contrat en cours : [ ] Oui  [X] Non
Nombre de jours travaillés : 5
Nombre d’heures effectuées : 40,00
Salaire brut avant abattement : 860,00 €
Salaire brut après abattement : 688,00 €
Période de paie du 01/10/2026 au 31/10/2026
Fait à Roubaix, le 04/11/2026
"""

TABLE = """
Paie Ouest - Attestation mensuelle (AEM)           Films du Ponant
Siret 73282932000074      NAF 5911C
Qualification              Du            Au            Jours    Heures     Cachets    Salaire brut
Assistante de production   05/11/2026    21/11/2026    13       104,00     0          2\u202f236,00
Contrat en cours   Non
Net versé 1 741,20
"""

STACKED = """
Attestation de l’employeur mensuelle
Emploi occupé
Assistante de production
Date de début d’emploi
5 octobre 2026
Date de fin d’emploi
9 octobre 2026
Nombre de jours travaillés
5 jours
Nombre d’heures
39 h 30
Salaire brut (en €)
1.032,00
Contrat en cours
☐ Oui ☒ Non
"""

CACHETS = """
AEM   Cie du Contretemps
Numéro de SIRET : 732 829 320 00074     Code APE : 90.01Z
Fonction : Metteuse en scène      du 17 octobre 2026 au 18 octobre 2026
Cachets isolés : 1     Cachets groupés : 0
Nombre d’heures : 0
Rémunération brute : 360,00 EUR
"""

WHOLE_CONTRACT = """
AEM
Contrat du 05/10/2026 au 20/11/2026
Période de travail du 05/10/2026 au 31/10/2026
Contrat en cours : oui
Nombre d’heures : 152
Salaire brut : 3 268,00
"""
