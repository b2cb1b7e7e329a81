#!/bin/sh
# Takes in the sample inbox and asks it three questions: demo.sh VANBAN DOCUMENTS WORKSPACE
set -eu
vanban=$1 documents=$2 VANBAN_WORKSPACE=$3
export VANBAN_WORKSPACE

# Tables are drawn for a reader of a log too, at a fixed width.
if [ ! -t 1 ]; then
  COLUMNS=${COLUMNS:-120} TTY_COMPATIBLE=1 NO_COLOR=1
  export COLUMNS TTY_COMPATIBLE NO_COLOR
fi

ask() {
  printf '\n── %s\n' "$1"
  shift
  printf '$ vanban'
  for word in "$@"; do
    case $word in *[!A-Za-z0-9./_-]*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
  done
  printf '\n\n'
  "$vanban" "$@"
}

rm -rf "$VANBAN_WORKSPACE"
mkdir -p "$VANBAN_WORKSPACE"
ask "Take in the sample inbox" ingest "$documents"
ask "1. Which tasks does the department of agriculture lead, due before July 2026?" \
  tasks --agency "Sở Nông nghiệp và Môi trường" --role lead --due-before 2026-07-01
ask "2. On which documents does the commune's plan rest?" cites 38/KH-UBND --depth 2
ask "3. Which documents are cited but not in the inbox?" cites --missing
printf '\nThe database is %s/extracted/vanban.db; ask on with: vanban --help, export VANBAN_WORKSPACE=%s\n' \
  "$VANBAN_WORKSPACE" "$VANBAN_WORKSPACE"
