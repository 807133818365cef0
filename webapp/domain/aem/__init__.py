"""The monthly attestation of an employer (AEM): its fields, how they are read, what a wrong one can cause."""
