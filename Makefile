# `make run` and `make test` do all the set-up on a fresh Debian or Ubuntu with Python >= 3.11.
.PHONY: run test check bench races soak translations pictures try-install clean
.DEFAULT_GOAL := run

BIN := .venv/bin
SCRIPTS := $(wildcard deploy/*.sh deploy/try/*.sh) deploy/bin/kiosk deploy/bin/kiosk-version deploy/screen/ready
PO := $(wildcard assets/locale/*/LC_MESSAGES/*.po)

.venv/ready: pyproject.toml setup.py constraints.txt deploy/prepare.sh
	@echo "Préparation (une seule fois)…"
	@sh deploy/prepare.sh

# Translations are compiled when they have changed.
.venv/translated: .venv/ready $(PO)
	@$(BIN)/python -m kiosk.i18n.catalogues compile
	@touch $@

# The kiosk; where there is no screen, a whole visit as pictures.
run: .venv/translated
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(BIN)/kiosk run $(ARGS); \
	else \
	    echo "Pas d'écran ici : voici une visite entière, en images."; \
	    $(BIN)/kiosk tour --out tour $(ARGS); \
	fi

# Three at a time: many of them wait for a terminal, a browser or a server.
test: .venv/translated
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: .venv/translated
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/kiosk catalog check services_catalog.yaml
	@$(BIN)/python -m kiosk.i18n.catalogues check
	@$(BIN)/shellcheck --external-sources $(SCRIPTS)

# Minutes, not seconds: not part of `make test`.
bench: .venv/translated
	@$(BIN)/python -m benchmarks $(ARGS)

# What `make test` does in part: 20,000 attempts by 64 workers, 5,000 on SQLite, 7,500 by groups on
# sessions with lists, 320 kills, 20,000 malformed requests; servers that are full, stopped in the
# middle or standbys; a real PgBouncer, and ten fingers on a real Xorg, where they are installed.
races: .venv/translated
	@RACES=full $(BIN)/python -m pytest -s tests/races tests/killing tests/panel tests/web/test_fuzz.py tests/cli/test_tour_stories.py tests/cli/test_terminals.py $(ARGS)

soak: .venv/translated
	@$(BIN)/python -m benchmarks.soak $(ARGS)

# After a text has changed: brings new ones into assets/locale, to be translated.
translations: .venv/translated
	@$(BIN)/python -m kiosk.i18n.catalogues update

# The pictures of the README and of docs/staff.md, taken anew.
pictures: .venv/translated
	@$(BIN)/python docs/make_pictures.py
	@$(BIN)/python docs/make_board_pictures.py

# As root: a new Debian, installed, started and looked at. Minutes, and some 3 GB in /var/tmp.
try-install:
	@sh deploy/try-install.sh $(ARGS)

clean:
	rm -rf .venv tour build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
