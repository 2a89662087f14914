import type { InputOf } from '@gatehouse/contracts';
import { Controller } from '@nestjs/common';
import type { WorkspaceAccess } from '../access/access.ts';
import { Granted, Input, Route } from '../operations/route.ts';
import { AuditService } from './audit.service.ts';

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Route('listAuditEvents')
  list(@Granted() access: WorkspaceAccess, @Input() input: InputOf<'listAuditEvents'>) {
    return this.audit.list(access, input);
  }

  @Route('verifyAuditLog')
  verify(@Granted() access: WorkspaceAccess) {
    return this.audit.verify(access);
  }
}
