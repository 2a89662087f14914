-- What pages of a project's own answer, and whose grants a subject's are.

ALTER TABLE "authorization_requests" ADD COLUMN "rejection" JSONB;
ALTER TABLE "authorization_requests" ADD COLUMN "handled_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[];

CREATE INDEX "grants_subject_idx" ON "hot"."grants" ("project_id", (claims ->> 'subject'));
