-- Browsers that pages of a project's own want to know again, and logouts that such a page is asked about.

CREATE TABLE "login_sessions" (
    "project_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "subject" TEXT NOT NULL,
    "identity_id" UUID,
    "acr" TEXT NOT NULL,
    "amr" TEXT[],
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_sessions_pkey" PRIMARY KEY ("project_id","session_id")
);

CREATE TABLE "logout_requests" (
    "project_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "logout" JSONB NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "handled_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "logout_requests_pkey" PRIMARY KEY ("project_id","request_id")
);

CREATE UNIQUE INDEX "login_sessions_project_id_token_hash_key" ON "login_sessions"("project_id", "token_hash");
CREATE INDEX "login_sessions_project_id_subject_idx" ON "login_sessions"("project_id", "subject");
CREATE INDEX "login_sessions_project_id_expires_at_idx" ON "login_sessions"("project_id", "expires_at");
CREATE INDEX "logout_requests_project_id_expires_at_idx" ON "logout_requests"("project_id", "expires_at");

ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "logout_requests" ADD CONSTRAINT "logout_requests_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
