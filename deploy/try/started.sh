# Run by try.service inside the machine that try-install.sh has started; its last line is the verdict.
# shellcheck shell=sh
set -u
export DISPLAY=:0
wrong=0

check() { # check WHAT COMMAND…
    what=$1
    shift
    if "$@" >/root/check.log 2>&1; then
        echo "bien : $what"
    else
        echo "PAS BIEN : $what"
        sed 's/^/    /' /root/check.log
        wrong=$((wrong + 1))
    fi
}

within() { # within SECONDS COMMAND…
    left=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 0.2
    done
}

not() { ! "$@"; }
main_pid() { systemctl show -p MainPID --value "$1"; }
is_drawn() { xdotool search --class . getwindowgeometry %@ | grep -q "Geometry: $(xdotool getdisplaygeometry | tr ' ' x)"; }
runs() { systemctl is-active -q "$1"; }
is_other() { [ "$(main_pid "$1")" != "$2" ] && [ "$(main_pid "$1")" != 0 ]; }
is_same() { [ "$(main_pid "$1")" = "$2" ]; }
fills() { within 60 is_drawn; }
asks_for_login() { pgrep -x 'agetty|login|sulogin'; }
pictured() {
    /opt/kiosk/current/.venv/bin/python -c \
        "from PIL import ImageGrab; ImageGrab.grab(xdisplay=':0').save('/root/$1.png')"
}
# The notice is the server's background, in its two colours: nothing else is there to be seen.
says_where_to_turn() {
    /opt/kiosk/current/.venv/bin/python -c "
from PIL import ImageGrab
colours = ImageGrab.grab(xdisplay=':0').convert('RGB').getcolors()
print(colours)
assert {colour for _, colour in colours} == {(0xFA, 0xF5, 0xEA), (0x14, 0x21, 0x3D)}"
}

check "l'écran (X) est là" within 60 runs kiosk-x.service
check "la borne tourne" within 60 runs kiosk.service
check "elle remplit l'écran" fills
sleep 2
pictured started
check "elle tourne comme l'utilisateur kiosk" \
    test "$(stat -c %U "/proc/$(main_pid kiosk.service)")" = kiosk
check "aucune invite, nulle part" not asks_for_login
check "kiosk doctor voit son écran" sh -c "kiosk doctor | grep -q 'DISPLAY=:0, '"
check "un autre utilisateur n'a pas l'écran" not runuser -u nobody -- xset q
check "ni par le réseau" sh -c "! grep -q ':1770 ' /proc/net/tcp /proc/net/tcp6"
check "l'écran ne s'endort pas" sh -c "xset q | grep -q 'timeout:  0 '"
check "ni par DPMS" sh -c "! xset q | grep -q 'DPMS is Enabled'"

# Keys. A keymap that knows how to end X is asked for, since Debian's own does not. Ctrl+Alt+F2 cannot
# be tried here: X takes no console for a screen that is nowhere.
screen=$(main_pid kiosk-x.service) terminal=$(main_pid kiosk.service)
press() {
    setxkbmap -option terminate:ctrl_alt_bksp
    for keys in alt+F4 ctrl+alt+Delete ctrl+alt+KP_Add super alt+Tab ctrl+c Escape ctrl+alt+BackSpace; do
        xdotool key "$keys" || true
    done
}
press
sleep 1
check "aucune touche n'arrête la borne" is_same kiosk.service "$terminal"
check "ni l'écran" is_same kiosk-x.service "$screen"
rules=/etc/X11/xorg.conf.d/99-kiosk.conf
mv "$rules" /root/rules.conf
systemctl restart kiosk-x.service
screen=$(main_pid kiosk-x.service)
press
check "(sans nos règles, Ctrl+Alt+Retour arrêtait l'écran)" within 10 is_other kiosk-x.service "$screen"
mv /root/rules.conf "$rules"
systemctl restart kiosk-x.service
check "avec elles, la borne est là de nouveau" fills
screen=$(main_pid kiosk-x.service) terminal=$(main_pid kiosk.service)

kill -KILL "$terminal"
check "tuée, elle revient" within 60 is_other kiosk.service "$terminal"
check "l'écran, lui, n'a pas bougé" is_same kiosk-x.service "$screen"
check "elle remplit de nouveau l'écran" fills

if [ "$(systemctl show -p WatchdogUSec --value kiosk.service)" != 0 ]; then
    terminal=$(main_pid kiosk.service)
    sleep 20
    check "tranquille, elle n'est pas relancée" is_same kiosk.service "$terminal"
    kill -STOP "$terminal"
    check "figée, elle est relancée" within 150 is_other kiosk.service "$terminal"
    check "elle remplit encore l'écran" fills
fi

kill -KILL "$screen"
check "l'écran tué revient" within 60 is_other kiosk-x.service "$screen"
check "et la borne avec lui" fills

systemctl stop kiosk.service
check "arrêtée, l'écran reste" within 10 runs kiosk-x.service
check "et dit que l'équipe est là" says_where_to_turn
check "aucune invite non plus" not asks_for_login
pictured stopped
systemctl start kiosk.service
check "elle repart" fills

# The touches of a turned screen.
for rotate in left right inverted normal; do
    sh /root/checkout/deploy/install.sh --rotate "$rotate" >/root/rotate.log 2>&1 || cat /root/rotate.log
    within 60 runs kiosk-x.service
    matrix=$(sed -n 's/.*TransformationMatrix" "\(.*\)"/\1/p' /etc/X11/xorg.conf.d/99-kiosk-touch.conf)
    # shellcheck disable=SC2086
    xinput set-prop touchscreen 'Coordinate Transformation Matrix' $matrix
    check "tourné ($rotate), le doigt est où il touche" \
        /opt/kiosk/current/.venv/bin/python /root/touch.py "$rotate"
done

check "elle remplit l'écran" fills
grep -h -E '^(VmHWM|Threads)' "/proc/$(main_pid kiosk.service)/status"

# Another version beside this one, and back.
before=$(readlink /opt/kiosk/current)
printf '\n# another version\n' >>/root/checkout/kiosk/__init__.py
check "une autre version s'installe à côté" sh /root/checkout/deploy/install.sh
check "elle est en service" test "$(readlink /opt/kiosk/current)" != "$before"
check "et elle tourne" sh -c "tr '\\0' ' ' </proc/$(main_pid kiosk.service)/cmdline | grep -q '$(readlink /opt/kiosk/current)'"
check "kiosk-version back" kiosk-version back
check "l'ancienne est en service" test "$(readlink /opt/kiosk/current)" = "$before"
check "elle remplit l'écran" fills
kiosk-version list

# Behind the tables: a version that would not start is not put in service.
tables() {
    /opt/kiosk/current/.venv/bin/python -c "
import sqlite3
with sqlite3.connect('/var/lib/kiosk/.local/share/kiosk/kiosk.db') as db:
    db.execute('UPDATE alembic_version SET version_num = ?', ('$1',))"
}
refuses() {
    kiosk-version use "$1" >/root/refused.log 2>&1 && return 1
    cat /root/refused.log
    grep -q 'ne démarrerait pas' /root/refused.log && [ "$(readlink /opt/kiosk/current)" = "$before" ]
}
other=$(kiosk-version list | sed -n 's/^  \([^ ]*\) .*/\1/p' | head -n 1)
known=$(sed -n 's/^HEAD = "\(.*\)"$/\1/p' /opt/kiosk/current/kiosk/store/schema.py)
tables 9999
check "une version plus vieille que les tables est refusée" refuses "$other"
tables "$known"

# Without X there is no graphics card to draw on here: what is tried is what surrounds it.
if [ -c /dev/tty1 ]; then
    keyboard_mode() {
        python3 -c "
import array, fcntl
mode = array.array('i', [0])
fcntl.ioctl(open('/dev/tty1'), 0x4B44, mode)  # KDGKBMODE
print(mode[0])"
    }
    check "le choix --kmsdrm" sh /root/checkout/deploy/install.sh --kmsdrm --no-restart
    systemctl daemon-reload
    systemctl stop kiosk-x.service
    systemctl restart kiosk.service || true # it says that it has no card to draw on
    is_silent() { [ "$(keyboard_mode)" = 4 ]; }
    says_why() { journalctl -b -u kiosk | grep -q "L'écran SDL_VIDEODRIVER=kmsdrm ne répond pas"; }
    check "sans X, le clavier de la console est muet" within 30 is_silent
    check "et sans carte graphique la borne dit pourquoi" within 60 says_why
    systemctl stop kiosk.service
fi

if [ "$wrong" = 0 ]; then
    echo "Tout va bien."
else
    journalctl -b --no-pager -u kiosk -u kiosk-x | tail -n 80
    echo "$wrong choses ne vont pas."
fi
