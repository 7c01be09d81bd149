// The pause container's program; nothing to pin but the language.
module colonnade.dev/tools/pause

go 1.26.0
