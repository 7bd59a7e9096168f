import { locationService } from '@grafana/runtime';
import { Stack, Tab, TabContent, TabsBar } from '@grafana/ui';
import React from 'react';
import { useLocation, useParams } from 'react-router-dom';
import { useChanges, useDoctor, useSurroundings } from '../../data';
import { DeploymentTab } from './deployment-tab/DeploymentTab';
import { DoctorTab } from './doctor-tab/DoctorTab';
import { ProvisioningTab } from './provisioning-tab/ProvisioningTab';
import { labelOfTab, readTab, SETUP_TABS, tabPath, type SetupTab } from './setupTabs';

/** Does one signal lead to the other, and if not, what is to be changed: in Grafana and in Tempo's deployment. */
export default function SetupPage() {
  const { tempo } = useSurroundings();
  return <SetupTabs key={tempo?.uid ?? ''} />;
}

function SetupTabs() {
  const tab = readTab(useParams()['*']);
  const { search } = useLocation();
  return (
    <Stack direction="column" gap={2}>
      <TabsBar>
        {SETUP_TABS.map((name) => (
          <Tab
            key={name}
            label={labelOfTab(name)}
            active={name === tab}
            onChangeTab={() => locationService.push(tabPath(name, search))}
          />
        ))}
      </TabsBar>
      <TabContent>
        <TabBody tab={tab} />
      </TabContent>
    </Stack>
  );
}

/** What the doctor found out stays while another tab is looked at. */
function TabBody({ tab }: { tab: SetupTab }) {
  const { tempo } = useSurroundings();
  const doctor = useDoctor();
  const changes = useChanges(() => {
    if (doctor.question) {
      doctor.start(doctor.question);
    }
  });
  switch (tab) {
    case 'correlation':
      // The shell says what to do where there is no Tempo.
      return tempo ? <DoctorTab doctor={doctor} changes={changes} /> : null;
    case 'provisioning':
      return <ProvisioningTab />;
    case 'deployment':
      return <DeploymentTab />;
  }
}
