import { writeFileSync } from 'node:fs'
import { docsFolder, pages } from './pages.ts'

for (const [name, made] of Object.entries(pages)) {
  writeFileSync(new URL(name, docsFolder), made())
  console.log(`docs/${name}`)
}
