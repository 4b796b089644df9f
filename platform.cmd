@echo off
rem platform VERB: a thin door to the command line in src\Cli, which is built here when it changed.
setlocal
set "PLATFORM_ROOT=%~dp0."
where dotnet >nul 2>nul
if errorlevel 1 (
  echo platform: the .NET 10 SDK is missing: see https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
  exit /b 1
)
dotnet build "%PLATFORM_ROOT%\src\Cli\Cli.csproj" -c Release -v q --nologo "-clp:NoSummary;ErrorsOnly" 1>&2
if errorlevel 1 exit /b 1
dotnet "%PLATFORM_ROOT%\src\Cli\bin\Release\net10.0\platform.dll" %*
exit /b %errorlevel%
