@echo off
rem Opens the yearly notebook. First run: makes .venv here and installs into it; needs no rights.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
title Sổ tay năm - Chấm điểm cải cách hành chính
pushd "%~dp0"
if errorlevel 1 goto no_folder

if not exist ".venv\Scripts\python.exe" goto find
if not exist ".venv\da-cai.lock" goto find
fc /b requirements.lock .venv\da-cai.lock >nul 2>nul
if not errorlevel 1 goto open

:find
set "FOUND="
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "FOUND=py -3"
if defined FOUND goto install
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 set "FOUND=python"
if not defined FOUND goto no_python

:install
echo Đang cài các thư viện vào thư mục .venv. Chỉ làm lần đầu và khi cập nhật, mất vài phút.
echo Cần có mạng. Không đóng cửa sổ này.
if not exist ".venv\Scripts\python.exe" %FOUND% -m venv .venv
if errorlevel 1 goto failed
".venv\Scripts\python.exe" -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
if errorlevel 1 goto failed
".venv\Scripts\python.exe" -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
if errorlevel 1 goto failed
copy /y requirements.lock .venv\da-cai.lock >nul

:open
echo Đang mở sổ tay năm trong trình duyệt...
".venv\Scripts\python.exe" -c "from par_rules.cli import main; main()" lab %*
if errorlevel 1 goto stopped
popd
exit /b 0

:no_folder
echo Không vào được thư mục của tệp này: %~dp0
echo Chép bộ công cụ vào ổ đĩa của máy, ví dụ C:\cham-diem, rồi mở lại.
pause
exit /b 1

:no_python
echo Máy chưa có Python từ 3.11 trở lên.
echo Cài Python từ Microsoft Store hoặc từ tệp cài của đơn vị, chọn cài cho riêng mình, rồi mở lại tệp này.
popd
pause
exit /b 1

:failed
echo Cài chưa xong. Xem dòng báo lỗi ở trên.
echo Thường là do mạng: kiểm tra mạng rồi mở lại tệp này. Đường dẫn quá dài thì chuyển vào C:\cham-diem.
popd
pause
exit /b 1

:stopped
echo.
echo Sổ tay năm đã dừng. Muốn biết máy thiếu gì, gõ: .venv\Scripts\par doctor
popd
pause
exit /b 1
