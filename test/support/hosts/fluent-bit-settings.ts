/**
 * Names of what Fluent Bit 5.1 reads, as its sources list them; a name that no plugin lists ends the program when it starts.
 *
 * Sources: the tables `config_map` of `plugins/in_tail/tail.c`, `plugins/in_systemd/systemd.c` and `plugins/out_s3/s3.c` of
 * https://github.com/fluent/fluent-bit, and the pages of both filters, of the service and of parsers at https://docs.fluentbit.io/manual.
 */
export const FLUENT_BIT_SETTINGS = {
  service:
    words(`flush grace log_level http_server http_listen http_port health_check hot_reload storage.path storage.sync
    storage.checksum storage.backlog.mem_limit storage.max_chunks_up storage.metrics`),
  parsers: words('name format regex time_key time_format time_keep types skip_empty_values'),
  tail: words(`path exclude_path key read_from_head read_newly_discovered_files_from_head refresh_interval watcher_interval
    progress_check_interval rotate_wait path_key offset_key ignore_older ignore_active_older_files buffer_chunk_size buffer_max_size
    static_batch_size event_batch_size skip_long_lines truncate_long_lines exit_on_eof skip_empty_lines file_cache_advise inotify_watcher
    parser tag_regex db db.sync db.locking db.journal_mode db.compare_filename multiline multiline_flush parser_firstline multiline.parser`),
  systemd: words(
    `path max_fields max_entries systemd_filter systemd_filter_type db db.sync read_from_tail lowercase strip_underscores`,
  ),
  parser: words('key_name parser preserve_key reserve_data unescape_key'),
  record_modifier: words('record remove_key allowlist_key whitelist_key uuid_key'),
  s3: words(`format json_date_format json_date_key total_file_size upload_chunk_size upload_timeout bucket region role_arn endpoint sts_endpoint
    canned_acl compression content_type store_dir store_dir_limit_size quarantine_dir_limit_size s3_key_format s3_key_format_tag_delimiters
    auto_retry_requests use_put_object send_content_md5 preserve_data_ordering retry_exhausted_action log_key external_id static_file_path
    storage_class profile`),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** What every input, filter or output reads. */
export const COMMON_SETTINGS = {
  inputs: words('name alias tag log_level mem_buf_limit storage.type storage.pause_on_chunks_overlimit threaded'),
  filters: words('name alias match match_regex log_level'),
  outputs: words('name alias match match_regex log_level retry_limit workers host port tls tls.verify tls.ca_file'),
} as const;

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
