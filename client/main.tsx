import './app/older-browsers.ts';
import './app/boot.css';
import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import * as z from 'zod/mini';
import { thisConsole } from './api/console.ts';
import { tidyAddress } from './api/paths.ts';
import { createQueryClient } from './api/query-client.ts';
import { watchComingBack } from './app/coming-back.ts';
import { loadOpenPage, Pages } from './app/routes.tsx';
import { startTheme } from './app/theme.ts';
import { WhoseGate } from './app/WhoseGate.tsx';
import { leaveComposingAlone } from './ui/keys.ts';

// Without this zod tries `new Function`, which the Content-Security-Policy blocks and reports.
z.config({ jitless: true });
startTheme();
leaveComposingAlone();
tidyAddress();
loadOpenPage();
const client = createQueryClient();
watchComingBack(client);

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <WhoseGate>
          <BrowserRouter basename={thisConsole.basename}>
            <Pages organizationId={thisConsole.organizationId} />
          </BrowserRouter>
        </WhoseGate>
      </QueryClientProvider>
    </StrictMode>,
  );
}
