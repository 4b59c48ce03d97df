-- migrate: safe-to-repeat
DROP INDEX CONCURRENTLY IF EXISTS message_sent_at;
