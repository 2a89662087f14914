-- The end users of a project, their sessions, and their way through forms, as prisma/schema describes them.

CREATE TABLE "identities" (
    "project_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "schema_id" TEXT NOT NULL,
    "traits" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "state_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "external_id" TEXT,
    "metadata_public" JSONB,
    "metadata_admin" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identities_pkey" PRIMARY KEY ("project_id","identity_id")
);

CREATE TABLE "identity_addresses" (
    "project_id" UUID NOT NULL,
    "normalized" TEXT NOT NULL,
    "address_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_addresses_pkey" PRIMARY KEY ("project_id","normalized")
);

CREATE TABLE "identity_credentials" (
    "project_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_credentials_pkey" PRIMARY KEY ("project_id","identity_id","type")
);

CREATE TABLE "sessions" (
    "project_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "identity_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "methods" JSONB NOT NULL,
    "address" TEXT,
    "user_agent" TEXT,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "idle_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("project_id","session_id")
);

CREATE TABLE "self_service_flows" (
    "project_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "flavour" TEXT NOT NULL,
    "browser_hash" BYTEA,
    "request_url" TEXT NOT NULL,
    "return_to" TEXT,
    "login_challenge" TEXT,
    "is_refresh" BOOLEAN NOT NULL DEFAULT false,
    "form" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "self_service_flows_pkey" PRIMARY KEY ("project_id","flow_id")
);

CREATE TABLE "login_attempts" (
    "project_id" UUID NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "blocked_until" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_attempts_pkey" PRIMARY KEY ("project_id","key_hash")
);

CREATE UNIQUE INDEX "identities_project_id_external_id_key" ON "identities"("project_id", "external_id");
CREATE UNIQUE INDEX "identity_addresses_project_id_address_id_key" ON "identity_addresses"("project_id", "address_id");
CREATE INDEX "identity_addresses_project_id_identity_id_idx" ON "identity_addresses"("project_id", "identity_id");
CREATE UNIQUE INDEX "sessions_project_id_token_hash_key" ON "sessions"("project_id", "token_hash");
CREATE INDEX "sessions_project_id_identity_id_idx" ON "sessions"("project_id", "identity_id");
CREATE INDEX "sessions_project_id_expires_at_idx" ON "sessions"("project_id", "expires_at");
CREATE INDEX "self_service_flows_project_id_expires_at_idx" ON "self_service_flows"("project_id", "expires_at");
CREATE INDEX "login_attempts_project_id_last_attempt_at_idx" ON "login_attempts"("project_id", "last_attempt_at");

ALTER TABLE "identities" ADD CONSTRAINT "identities_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "identity_addresses" ADD CONSTRAINT "identity_addresses_project_id_identity_id_fkey" FOREIGN KEY ("project_id", "identity_id") REFERENCES "identities"("project_id", "identity_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "identity_credentials" ADD CONSTRAINT "identity_credentials_project_id_identity_id_fkey" FOREIGN KEY ("project_id", "identity_id") REFERENCES "identities"("project_id", "identity_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_project_id_identity_id_fkey" FOREIGN KEY ("project_id", "identity_id") REFERENCES "identities"("project_id", "identity_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "self_service_flows" ADD CONSTRAINT "self_service_flows_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
