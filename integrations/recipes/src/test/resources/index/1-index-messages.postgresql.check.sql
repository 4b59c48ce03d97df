SELECT COUNT(*) FROM pg_index
WHERE indexrelid = to_regclass('message_sent_at') AND indisvalid
