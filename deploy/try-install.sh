#!/bin/sh
# Tries install.sh for real: in a new Debian of its own, which is then started, with its systemd, its
# X server (on a screen that is nowhere) and its terminal. Run by `make try-install`, as root.
#
#     sh deploy/try-install.sh [bookworm|trixie] [FOLDER]
#
# FOLDER (some 3 GB) keeps the bare system for the next time. TRY_VT=yes gives it this machine's
# first console, to try what --kmsdrm does to it: not where somebody sits before a desktop.
# TRY_FILES names files that this machine needs for its network, say a proxy's certificate.
set -eu
suite=${1:-bookworm}
folder=${2:-/var/tmp/kiosk-try}
here=$(cd "$(dirname "$0")/.." && pwd)
base=$folder/$suite-base
tree=$folder/$suite

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || fail "Il faut être root : sudo make try-install"
for tool in debootstrap systemd-nspawn; do
    command -v "$tool" >/dev/null || fail "Il manque $tool : apt-get install debootstrap systemd-container"
done

# The machine shares this one's network, and with it the name of an X server's socket.
! grep -q '@/tmp/.X11-unix/X0$' /proc/net/unix \
    || fail "Un serveur X sert déjà l'écran :0 de cette machine : essayez sur une autre, ou arrêtez-le."

inside() { systemd-nspawn --setenv=DEBIAN_FRONTEND=noninteractive --quiet --directory="$tree" --register=no --keep-unit --pipe "$@" </dev/null; }

said() {
    printf '\n== %s\n' "$*"
}

said "Un Debian nu : $suite"
if [ ! -e "$base/ready" ]; then
    rm -rf "$base"
    mkdir -p "$folder"
    debootstrap --variant=minbase --include=systemd-sysv,udev,dbus,ca-certificates,openssh-server \
        "$suite" "$base" >"$folder/debootstrap.log" || fail "debootstrap : voyez $folder/debootstrap.log"
    touch "$base/ready"
fi
rm -rf "$tree"
cp -a "$base" "$tree"
mkdir "$tree/root/checkout"
tar -C "$here" --exclude=.venv --exclude=.git --exclude=tour --exclude='.*_cache' --exclude=__pycache__ \
    -cf - . | tar -C "$tree/root/checkout" --no-same-owner -xf -
for file in ${TRY_FILES:-}; do
    mkdir -p "$tree/$(dirname "$file")"
    cp -a "$file" "$tree/$file"
done

said "Ce qui serait fait"
inside /bin/sh /root/checkout/deploy/install.sh --dry-run | tail -n 1
[ ! -e "$tree/etc/kiosk" ] || fail "--dry-run a changé quelque chose"

said "L'installation"
inside /bin/sh /root/checkout/deploy/install.sh
said "Encore une fois : rien ne change"
inside /bin/sh /root/checkout/deploy/install.sh >"$folder/again.log"
tail -n 1 "$folder/again.log"
grep -q '^Tout était fait' "$folder/again.log" || fail "$(grep '^en cours' "$folder/again.log")"

said "Les services, lus par systemd"
inside systemd-analyze verify --man=no /etc/systemd/system/kiosk.service \
    /etc/systemd/system/kiosk-x.service /etc/systemd/system/kiosk-web.service
inside systemd-analyze security --offline=yes /etc/systemd/system/kiosk.service | tail -n 1

said "kiosk doctor, et une visite"
inside /usr/local/bin/kiosk doctor || true
inside /usr/local/bin/kiosk tour --out /var/lib/kiosk/tour | tail -n 2

said "Une machine qui démarre"
inside apt-get install -y -qq --no-install-recommends xserver-xorg-video-dummy xdotool procps \
    >/dev/null
cp "$here/deploy/try/90-nowhere.conf" "$tree/etc/X11/xorg.conf.d/"
cp "$here/deploy/try/started.sh" "$here/deploy/try/touch.py" "$tree/root/"
cp "$here/deploy/try/try.service" "$tree/etc/systemd/system/"
ln -s -f ../try.service "$tree/etc/systemd/system/graphical.target.wants/"
ln -s -f /dev/null "$tree/etc/systemd/system/console-getty.service" # this try's own console
set --
if [ "${TRY_VT:-}" = yes ]; then
    for device in /dev/tty0 /dev/tty1; do set -- "$@" --bind="$device"; done
    set -- "$@" --capability=CAP_SYS_TTY_CONFIG,CAP_SYS_RAWIO
else # no console at all, which X does not want for a screen that is nowhere
    mkdir -p "$tree/etc/systemd/system/kiosk-x.service.d"
    cat >"$tree/etc/systemd/system/kiosk-x.service.d/nowhere.conf" <<'TEXT'
[Service]
TTYPath=
TTYReset=no
TTYVTDisallocate=no
TEXT
fi
timeout 900 systemd-nspawn --quiet --directory="$tree" --register=no --keep-unit --boot "$@" \
    </dev/null >"$folder/boot.log" 2>&1 || true
cat "$tree/root/result"
tail -n 1 "$tree/root/result" | grep -q '^Tout va bien' || fail "Voyez $tree/root/result et $folder/boot.log"
