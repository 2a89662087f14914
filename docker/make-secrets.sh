#!/bin/sh
# Makes the secrets of a new installation, once; what exists already is left alone.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

random() { openssl rand -base64 32 | tr '+/' '-_' | tr -d '='; }
write() { [ -e "secrets/$1" ] || printf '%s\n' "$2" > "secrets/$1"; }

write keyring "k$(date +%Y%m%d):$(random)"
write console_key "$(random)"
write postgres_password "$(random)"
for role in app hot owner; do
  case $role in
    app) file=database_url ;;
    hot) file=database_hot_url ;;
    owner) file=database_direct_url ;;
  esac
  write "$file" "postgresql://gatehouse_$role:$(random)@postgres:5432/gatehouse"
done
[ -e secrets/smtp_url ] || {
  write smtp_url ''
  echo 'Mails are kept in the console until docker/secrets/smtp_url names your mail server: smtps://user:password@host:465'
}
# Containers read them as the user 10001.
chmod 0444 secrets/*
chmod 0711 secrets
