// node compress.mjs folder: puts a .br and a .gz next to each file, which
// servers send in its place to browsers that take it.
import { readFileSync, writeFileSync } from 'node:fs'
import { brotli, files, gzip } from './files.mjs'

const [folder] = process.argv.slice(2)
for (const path of files(folder)) {
  const bytes = readFileSync(path)
  writeFileSync(`${path}.br`, brotli(bytes, 11))
  writeFileSync(`${path}.gz`, gzip(bytes, 9))
}
