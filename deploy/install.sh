#!/bin/sh
# Makes a machine with Debian 12 or 13 a terminal: docs/terminal.md tells what it does and why.
# Safe to run again: what is done is left alone, a newer program is put beside the older one.
set -eu

usage() {
    cat <<'TEXT'
sh deploy/install.sh [options], en root :
  --dry-run         dit tout ce qui serait fait, et ne change rien
  --rotate SENS     normal, left, right ou inverted : l'image et le toucher ensemble
  --touch NOM       l'écran tactile de ce nom seulement (xinput list), même s'il se dit souris
  --kmsdrm          sans serveur X : la borne dessine sur la carte graphique
  --x               de nouveau avec X (c'est ainsi au départ)
  --web             la page du QR seule (docs/web.md), sur une machine sans écran
  --no-restart      la nouvelle version servira au prochain démarrage
  --root DOSSIER    n'écrit que les fichiers du système, sous DOSSIER
Les choix faits restent, dans /etc/kiosk/install.conf, quand on recommence sans les redire.
TEXT
}

here=$(cd "$(dirname "$0")/.." && pwd)
dry_run='' root='' no_restart='' asked_display='' asked_rotate='' asked_touch=''
# shellcheck source=deploy/steps.sh
. "$here/deploy/steps.sh"

while [ $# -gt 0 ]; do
    case $1 in
        --dry-run) dry_run=yes ;;
        --kmsdrm) asked_display=kmsdrm ;;
        --x) asked_display=x ;;
        --web) asked_display=web ;;
        --no-restart) no_restart=--no-restart ;;
        --rotate | --touch | --root)
            [ $# -gt 1 ] || fail "$1 attend une valeur. Voyez : sh deploy/install.sh --help"
            case $1 in
                --rotate) asked_rotate=$2 ;;
                --touch) asked_touch=$2 ;;
                --root) root=${2%/} ;;
            esac
            shift
            ;;
        --help | -h)
            usage
            exit 0
            ;;
        *) fail "« $1 » n'est pas une option. Voyez : sh deploy/install.sh --help" ;;
    esac
    shift
done

CHOICES=/etc/kiosk/install.conf
UNITS=/etc/systemd/system
CURRENT=/opt/kiosk/current
VERSIONS=/opt/kiosk/versions
HOUSE=/var/lib/kiosk
# What a terminal needs of a checkout: no tests, no measurements.
PARTS='assets deploy docs kiosk CHANGELOG.md LICENSE MANIFEST.in README.md constraints.txt
    kiosk.example.toml place.example.yaml pyproject.toml services_catalog.yaml setup.py'

# --- Before anything is changed ---

chosen() { sed -n "s/^$1=//p" "$root$CHOICES" 2>/dev/null || true; }

read_choices() {
    display_before=$(chosen display)
    display=${asked_display:-$display_before}
    rotate=${asked_rotate:-$(chosen rotate)}
    touch=${asked_touch:-$(chosen touch)}
    display=${display:-x} rotate=${rotate:-normal}
    # As xrandr means it: "left" is a quarter turn against the clock.
    case $rotate in
        normal) matrix='1 0 0 0 1 0 0 0 1' ;;
        left) matrix='0 -1 1 1 0 0 0 0 1' ;;
        right) matrix='0 1 0 -1 0 1 0 0 1' ;;
        inverted) matrix='-1 0 1 0 -1 1 0 0 1' ;;
        *) fail "--rotate $rotate : ce peut être normal, left, right ou inverted." ;;
    esac
    case $touch in *[\"\\]*) fail "Le nom de l'écran tactile ne peut contenir ni \" ni \\." ;; esac
    if [ "$display" = kmsdrm ] && [ "$rotate" != normal ]; then
        fail "Sans X, l'image ne peut pas être tournée : --kmsdrm va avec --rotate normal."
    fi
}

check_system() {
    [ -n "$root" ] || [ -n "$dry_run" ] || [ "$(id -u)" = 0 ] \
        || fail "Il faut être root : sudo sh deploy/install.sh (ou --dry-run, pour voir d'abord)."
    [ -r "$root/etc/os-release" ] || { [ -n "$root" ] && return; } \
        || fail "Ce système ne dit pas ce qu'il est (/etc/os-release) : il faut Debian 12 ou 13."
    # shellcheck source=/dev/null
    system=$(. "$root/etc/os-release" && printf '%s' "$ID ${VERSION_ID:-}")
    case $system in
        'debian 12' | 'debian 13') ;;
        'ubuntu 24.04' | 'ubuntu 26.04')
            say "Attention : $system n'a pas été essayé ; Debian 12 et 13 l'ont été."
            ;;
        *) fail "Ce système est « $system » : il faut Debian 12 ou 13. Rien n'est changé." ;;
    esac
}

check_user() {
    home=$(getent passwd kiosk | cut -d: -f6)
    if [ -n "$home" ] && [ "$home" != "$HOUSE" ]; then
        fail "L'utilisateur kiosk existe déjà, dans $home. Lancez, puis recommencez :
  systemctl stop kiosk
  usermod --home $HOUSE --move-home --shell /usr/sbin/nologin kiosk"
    fi
    case " $(id -nG kiosk 2>/dev/null) " in
        *' sudo '* | *' root '* | *' adm '*)
            fail "L'utilisateur kiosk a des droits d'administration : retirez-le des groupes sudo, root, adm."
            ;;
    esac
}

# --- Packages and the user ---

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
    # alsa-utils unmutes the sound at start; libusb is what a printer by USB is reached through.
    wanted='ca-certificates python3 alsa-utils libusb-1.0-0'
    case $display in
        x) wanted="$wanted xserver-xorg-core xserver-xorg-input-libinput xserver-xorg-video-fbdev
            x11-xserver-utils xinput" ;;
        kmsdrm) wanted="$wanted libgbm1 libdrm2" ;;
    esac
    missing=$(sh "$here/deploy/prepare.sh" --missing)
    for package in $wanted; do
        is_installed "$package" || missing="$missing $package"
    done
    if [ -z "$missing" ]; then
        already "paquets de Debian"
    elif to_do "paquets de Debian :$missing"; then
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2086
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null; } \
            || fail "Les paquets n'ont pas pu être installés. Le réseau, /etc/apt/sources.list ? Puis recommencez."
    fi
}

make_user() {
    if id kiosk >/dev/null 2>&1; then
        already "utilisateur kiosk"
    elif to_do "utilisateur kiosk, sans mot de passe ni droits"; then
        useradd --system --user-group --create-home --home-dir "$HOUSE" \
            --shell /usr/sbin/nologin --comment "Borne" kiosk
    fi
    for group in video render input audio lp dialout; do
        getent group "$group" >/dev/null || continue
        case " $(id -nG kiosk 2>/dev/null) " in
            *" $group "*) already "kiosk dans le groupe $group" ;;
            *) if to_do "kiosk dans le groupe $group"; then usermod -a -G "$group" kiosk; fi ;;
        esac
    done
    if [ "$(stat -c '%a %U' "$HOUSE" 2>/dev/null)" = '750 kiosk' ]; then
        already "$HOUSE fermé aux autres"
    elif to_do "$HOUSE fermé aux autres"; then
        chown kiosk:kiosk "$HOUSE"
        chmod 0750 "$HOUSE"
    fi
}

# --- Settings: copied once, never overwritten ---

copy_settings() {
    for pair in kiosk.example.toml:kiosk.toml place.example.yaml:place.yaml; do
        target=/etc/kiosk/${pair#*:}
        if [ -e "$root$target" ]; then
            already "$target, qui reste comme il est"
        elif to_do "$target, d'après l'exemple"; then
            mkdir -p "$root/etc/kiosk"
            cp "$here/${pair%:*}" "$root$target"
        fi
    done
    write_file "$CHOICES" "choix de l'installation" <<TEXT
# Les choix de deploy/install.sh, qui les reprend quand il est relancé.
display=$display
rotate=$rotate
touch=$touch
TEXT
    rights /etc/kiosk 750
    for file in kiosk.toml place.yaml install.conf; do rights "/etc/kiosk/$file" 640; done
    [ ! -e /etc/kiosk/web.env ] || rights /etc/kiosk/web.env 640
}

# --- The program: a version beside the others ---

packed() {
    # shellcheck disable=SC2086
    tar -C "$here" --exclude=__pycache__ --exclude='*.mo' --sort=name --mtime=@0 \
        --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rwX -cf - $PARTS
}

version_name() {
    number=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$here/kiosk/__init__.py")
    git="git -c safe.directory=$here -C $here"
    # shellcheck disable=SC2086
    if [ -z "$($git status --porcelain -- $PARTS 2>&1)" ]; then
        printf '%s-%s' "$number" "$($git rev-parse --short=8 HEAD)"
    else # not a commit: the files themselves say which version it is
        printf '%s-%s' "$number" "$(packed | sha256sum | cut -c1-8)"
    fi
}

build_version() {
    name=$(version_name)
    folder=$VERSIONS/$name
    if [ -e "$folder/.ready" ] && "$folder/.venv/bin/python" -c 'import kiosk' 2>/dev/null; then
        already "version $name ($folder)"
    elif to_do "version $name, avec ses paquets Python ($folder ; quelques minutes)"; then
        rm -rf "$folder"
        mkdir -p "$folder"
        packed | tar -xmf - -C "$folder" --no-same-owner
        sh "$folder/deploy/prepare.sh" --terminal \
            || fail "Les paquets Python n'ont pas pu être installés. Le réseau ? La version en service n'a pas changé ; recommencez."
        "$folder/.venv/bin/python" -m compileall -q "$folder/kiosk"
        touch "$folder/.ready"
    fi
}

# --- The system: links into the version in service, so that going back takes them back too ---

set_up_start() {
    link "$UNITS/kiosk.service" "$CURRENT/deploy/systemd/kiosk.service" "service de la borne"
    link "$UNITS/kiosk-web.service" "$CURRENT/deploy/systemd/kiosk-web.service" \
        "service de la page du QR"
    if [ "$display" = web ]; then
        link "$UNITS/multi-user.target.wants/kiosk-web.service" "$UNITS/kiosk-web.service" \
            "la page démarre avec la machine"
        absent "$UNITS/graphical.target.wants/kiosk.service" "pas de borne au démarrage"
    else
        link "$UNITS/graphical.target.wants/kiosk.service" "$UNITS/kiosk.service" \
            "la borne démarre avec la machine"
        absent "$UNITS/multi-user.target.wants/kiosk-web.service" "pas de page à part : la borne la sert"
        link "$UNITS/default.target" /lib/systemd/system/graphical.target "cible de démarrage"
    fi
    link /usr/local/bin/kiosk "$CURRENT/deploy/bin/kiosk" "commande kiosk"
    link /usr/local/sbin/kiosk-version "$CURRENT/deploy/bin/kiosk-version" "commande kiosk-version"
}

set_up_screen() {
    screen_before=$changed
    if [ "$display" = x ]; then
        link "$UNITS/kiosk-x.service" "$CURRENT/deploy/systemd/kiosk-x.service" "service de l'écran"
        # In the place of a desktop's own, if there is one.
        link "$UNITS/display-manager.service" "$UNITS/kiosk-x.service" \
            "l'écran de la borne, et aucun bureau"
        link /etc/X11/xorg.conf.d/99-kiosk.conf "$CURRENT/deploy/screen/99-kiosk.conf" \
            "X : ni veille, ni autre console, ni arrêt au clavier"
        write_file /etc/X11/xorg.conf.d/99-kiosk-touch.conf "toucher ($rotate)" <<TEXT
$(touch_rule)
TEXT
        absent "$UNITS/kiosk.service.d/10-kmsdrm.conf" "pas de réglage kmsdrm"
    else
        link "$UNITS/display-manager.service" /dev/null "aucun bureau"
        absent "$UNITS/kiosk-x.service" "pas de serveur X"
        link "$UNITS/kiosk.service.d/10-kmsdrm.conf" "$CURRENT/deploy/systemd/kmsdrm.conf" \
            "la borne dessine sur la carte graphique"
    fi
    screen_changed=$((changed - screen_before))
}

touch_rule() {
    which='MatchIsTouchscreen "on"'
    [ -z "$touch" ] || which="MatchProduct \"$touch\""
    cat <<TEXT
# Écrit par deploy/install.sh : les doigts tournent avec l'image ($rotate).
Section "InputClass"
  Identifier "kiosk touchscreen"
  $which
  Option "TransformationMatrix" "$matrix"
EndSection
TEXT
}

# No login prompt, no key that leaves the screen, no sleep.
close_ways_out() {
    for unit in getty@tty1.service autovt@.service ctrl-alt-del.target sleep.target suspend.target \
        hibernate.target hybrid-sleep.target suspend-then-hibernate.target; do
        link "$UNITS/$unit" /dev/null "$unit éteint"
    done
    link /etc/systemd/logind.conf.d/kiosk.conf "$CURRENT/deploy/system/logind.conf" \
        "aucune console à côté"
    link /etc/systemd/system.conf.d/kiosk.conf "$CURRENT/deploy/system/system.conf" \
        "Ctrl+Alt+Suppr ne fait rien"
    link /etc/sysctl.d/99-kiosk.conf "$CURRENT/deploy/system/sysctl.conf" \
        "touches magiques du noyau éteintes"
}

set_up_system() {
    set_up_start
    screen_changed=0
    if [ "$display" = web ]; then
        absent "$UNITS/kiosk-x.service" "pas d'écran"
    else
        set_up_screen
        close_ways_out
    fi
}

# --- The end ---

serve_version() {
    if [ "$(readlink "$CURRENT" 2>/dev/null || true)" = "$folder" ]; then
        already "version $name en service"
    elif to_do "version $name en service"; then
        # shellcheck disable=SC2086
        sh "$folder/deploy/bin/kiosk-version" use "$name" $no_restart
    fi
}

is_running() { [ -d /run/systemd/system ] && systemctl is-active -q "$1"; }

tell_the_rest() {
    [ -z "$dry_run" ] || { say "Rien n'a été changé (--dry-run) : $changed choses à faire."; return; }
    [ "$changed" -gt 0 ] || { say "Tout était fait : rien n'a changé."; return; }
    if [ -d /run/systemd/system ]; then
        systemctl daemon-reload
        sysctl -q -p /etc/sysctl.d/99-kiosk.conf || true
    fi
    if [ "$display" = x ] && is_running kiosk-x.service && [ "$screen_changed" -gt 0 ] && [ -z "$no_restart" ]; then
        systemctl restart kiosk-x.service
    fi
    [ "${display_before:-$display}" = "$display" ] || say "L'écran sert autrement au prochain démarrage : reboot"
    is_running kiosk.service || is_running kiosk-web.service \
        || say "Réglez /etc/kiosk/kiosk.toml, puis : kiosk doctor, kiosk staff pin. Tout démarre avec la machine : reboot"
    [ -e /usr/sbin/sshd ] || say "Attention : après le redémarrage, plus aucune invite sur l'écran, et SSH n'est pas là.
Pour entrer encore dans cette machine : apt-get install openssh-server"
}

read_choices
check_system
if [ -z "$root" ]; then
    check_user
    if [ -z "$dry_run" ]; then
        exec 9>/run/kiosk-install.lock
        flock -n 9 || fail "Une autre installation est en cours : attendez qu'elle finisse."
    fi
    install_packages
    make_user
    copy_settings
    build_version
    set_up_system
    serve_version
    tell_the_rest
else
    copy_settings
    set_up_system
fi
