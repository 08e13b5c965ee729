// Light and dark as the system has it, until somebody chooses.
{
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const key = 'fabula-theme'
  // A page opened from a file may not be allowed to remember anything.
  const remembered = () => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const chosen = remembered()
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen
  document.getElementById('theme').addEventListener('click', () => {
    const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light')
    root.dataset.theme = now === 'dark' ? 'light' : 'dark'
    try {
      localStorage.setItem(key, root.dataset.theme)
    } catch {}
  })
}
