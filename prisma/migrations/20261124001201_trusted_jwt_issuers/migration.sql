-- Whose JWTs a project exchanges for access tokens (RFC 7523). The id is also that of a row in hot.grants, which
-- every token hangs on that the issuer brought about. Assertions that were used stand among the used codes: both
-- pay for tokens once, and are remembered until they could no longer be presented.

CREATE TABLE "trusted_jwt_issuers" (
    "project_id" UUID NOT NULL,
    "issuer_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "scope" TEXT[],
    "kid" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trusted_jwt_issuers_pkey" PRIMARY KEY ("project_id","issuer_id")
);

CREATE UNIQUE INDEX "trusted_jwt_issuers_project_id_issuer_subject_kid_key" ON "trusted_jwt_issuers"("project_id", "issuer", "subject", "kid");

ALTER TABLE "trusted_jwt_issuers" ADD CONSTRAINT "trusted_jwt_issuers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
