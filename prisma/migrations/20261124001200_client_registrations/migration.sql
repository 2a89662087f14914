-- Clients that registered themselves (RFC 7591): the keyed hash of the token with which each manages itself.

ALTER TABLE "clients" ADD COLUMN "registration_key_id" TEXT, ADD COLUMN "registration_hash" BYTEA;
