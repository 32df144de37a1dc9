; Set-up of the program on Windows, for Inno Setup 6. `packaging/windows.py` calls it with
;   /DVersion=  the version, such as 0.1.0
;   /DFrozen=   the folder that PyInstaller made
;   /DSource=   the copy of the project it was made of
; Not tried on Windows: see docs/windows.md.

#ifndef Version
  #error Start this with packaging/windows.py
#endif

[Setup]
AppId={{5C0E2C0B-6E55-4F0C-9A57-6D0B7C1C5B0E}
AppName=distressapp
AppVersion={#Version}
AppVerName=distressapp {#Version}
AppPublisher=The contributors to distressapp
VersionInfoVersion={#Version}
DefaultDirName={autopf}\distressapp
DefaultGroupName=distressapp
DisableProgramGroupPage=yes
; For the whole computer: an account that patients sit at must not be able to change the program.
PrivilegesRequired=admin
PrivilegesRequiredOverridesAllowed=
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile={#Source}\LICENSE
SetupIconFile={#Source}\packaging\windows\distressapp.ico
UninstallDisplayIcon={app}\distressapp.exe
OutputBaseFilename=distressapp-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; Set-up never closes the kiosk by itself: a patient may be sitting there. It says that files are in
; use and waits until somebody has closed it.
CloseApplications=no
RestartApplications=no

[InstallDelete]
; What an older version left; nothing of a clinic stands in the program's folder.
Type: filesandordirs; Name: "{app}\lib"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "{#Source}\packaging\windows\*.xml"; DestDir: "{app}\kiosk"; Flags: ignoreversion
Source: "{#Source}\docs\windows.md"; DestDir: "{app}\kiosk"; Flags: ignoreversion

[Icons]
Name: "{group}\Kiosk"; Filename: "{app}\distressapp.exe"; Parameters: "kiosk"; Comment: "The waiting-room kiosk"
Name: "{group}\Staff"; Filename: "{app}\distressapp.exe"; Parameters: "staff"; Comment: "The lists, and whom the clinic owes"
Name: "{group}\Set up a clinic"; Filename: "{app}\distressapp.exe"; Parameters: "setup"
Name: "{group}\Rehearsal"; Filename: "{app}\distressapp.exe"; Parameters: "demo"

; There is no [UninstallDelete]: what a clinic keeps stands in the folder of its own account
; (%LOCALAPPDATA%\distressapp) and stays there when the program goes.

[Messages]
ConfirmUninstall=Remove %1? The clinic's answers and settings stay in the folders of the accounts that used it. Delete these folders only when a backup was tried or nothing of them is needed.
