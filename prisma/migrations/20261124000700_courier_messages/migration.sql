-- Outgoing mail, sealed, as prisma/schema/courier.prisma describes it.

CREATE TABLE "courier_messages" (
    "project_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "recipient_hash" BYTEA NOT NULL,
    "sealed" BYTEA NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "channel" TEXT,
    "send_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "courier_messages_pkey" PRIMARY KEY ("project_id","message_id")
);

CREATE INDEX "courier_messages_project_id_recipient_hash_created_at_idx" ON "courier_messages"("project_id", "recipient_hash", "created_at");
CREATE INDEX "courier_messages_project_id_created_at_idx" ON "courier_messages"("project_id", "created_at");

ALTER TABLE "courier_messages" ADD CONSTRAINT "courier_messages_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("project_id") ON DELETE CASCADE ON UPDATE CASCADE;
