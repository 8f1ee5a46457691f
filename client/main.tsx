import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import * as z from 'zod/mini';
import { thisConsole } from './api/console.ts';
import { createQueryClient } from './api/query-client.ts';
import { createRouter } from './app/routes.tsx';
import { startTheme } from './app/theme.ts';

// zod would otherwise try to compile code, which the content policy forbids and reports.
z.config({ jitless: true });
startTheme();

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={createQueryClient()}>
        <RouterProvider router={createRouter(thisConsole)} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
