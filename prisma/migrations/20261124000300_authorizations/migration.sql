-- Authorization requests under way, and approvals that are remembered.

CREATE TABLE "authorization_requests" (
    "project_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "login" JSONB,
    "consent" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "authorization_requests_pkey" PRIMARY KEY ("project_id","request_id")
);

CREATE TABLE "consents" (
    "project_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "scope" TEXT[],
    "audience" TEXT[],
    "id_token_claims" JSONB NOT NULL,
    "access_token_claims" JSONB NOT NULL,
    "remember_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consents_pkey" PRIMARY KEY ("project_id","subject","client_id")
);

CREATE INDEX "authorization_requests_project_id_expires_at_idx" ON "authorization_requests"("project_id", "expires_at");

ALTER TABLE "authorization_requests" ADD CONSTRAINT "authorization_requests_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "consents" ADD CONSTRAINT "consents_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
