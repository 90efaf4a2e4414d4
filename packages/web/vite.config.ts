import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const backend = process.env.HUNTBOOK_BACKEND ?? 'http://127.0.0.1:7340';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    // The page's Content-Security-Policy admits no data: scripts or fonts; every asset is a file.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': backend } },
});
