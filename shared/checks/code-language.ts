const ALIASES: Record<string, string> = {
  py: 'python',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'javascript',
  node: 'javascript',
  'node.js': 'javascript',
  nodejs: 'javascript',
  ecmascript: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  cpp: 'c++',
  cxx: 'c++',
  cc: 'c++',
  csharp: 'c#',
  cs: 'c#',
  fsharp: 'f#',
  golang: 'go',
  rs: 'rust',
  rb: 'ruby',
  kt: 'kotlin',
  sh: 'shell',
  bash: 'shell',
  zsh: 'shell',
  console: 'shell',
  yml: 'yaml',
  hs: 'haskell',
  pl: 'perl',
  'objective-c': 'objc',
  ps1: 'powershell',
  postgresql: 'sql',
  sqlite: 'sql',
  mysql: 'sql',
}

/** One name for a programming language, whatever a fence or a recipe calls it: "Python 3.12" and "py" are "python". */
export function codeLanguage(written: string): string {
  const plain = written
    .trim()
    .toLowerCase()
    .replace(/[\s-]*v?\d[\d.]*\+?$/, '')
  return ALIASES[plain] ?? plain
}
