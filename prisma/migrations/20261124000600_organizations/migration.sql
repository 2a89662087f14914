-- Organizations of a project with their domains and links to the onboarding portal, and whose identities are.

CREATE TABLE "organizations" (
    "project_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "session_lifespan" TEXT,
    "default_region" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("project_id","organization_id")
);

CREATE TABLE "organization_domains" (
    "project_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "organization_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "verification_token" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "organization_domains_pkey" PRIMARY KEY ("project_id","domain")
);

CREATE TABLE "onboarding_portal_links" (
    "project_id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "secret_key_id" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "enable_sso" BOOLEAN NOT NULL,
    "enable_scim" BOOLEAN NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "onboarding_portal_links_pkey" PRIMARY KEY ("project_id","link_id")
);

ALTER TABLE "identities" ADD COLUMN "organization_id" UUID;

CREATE INDEX "organization_domains_project_id_organization_id_idx" ON "organization_domains"("project_id", "organization_id");
CREATE INDEX "onboarding_portal_links_project_id_organization_id_idx" ON "onboarding_portal_links"("project_id", "organization_id");
CREATE INDEX "identities_project_id_organization_id_idx" ON "identities"("project_id", "organization_id");

ALTER TABLE "organizations" ADD CONSTRAINT "organizations_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "organization_domains" ADD CONSTRAINT "organization_domains_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "organizations"("project_id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "onboarding_portal_links" ADD CONSTRAINT "onboarding_portal_links_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "organizations"("project_id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;
-- Checked at the end of the statement, so that purging a project may remove both sides in any order.
ALTER TABLE "identities" ADD CONSTRAINT "identities_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "organizations"("project_id", "organization_id") ON DELETE NO ACTION ON UPDATE NO ACTION;
