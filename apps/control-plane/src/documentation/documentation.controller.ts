import { buildOpenApiDocument, type OpenApiDocument } from '@gatehouse/contracts';
import { buildManagementUrl } from '@gatehouse/protocol';
import { Controller, Header, Inject } from '@nestjs/common';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { PublicRoute } from '../operations/route.ts';
import { buildDocumentationPage, documentationPolicy } from './documentation-page.ts';

// The version of the contract, not of the release.
const contractVersion = '0.1.0';

@Controller()
export class DocumentationController {
  private readonly document: OpenApiDocument;
  private readonly page: string;

  constructor(@Inject(controlPlaneDependencies) { addressing }: ControlPlaneDependencies) {
    const serverUrl = buildManagementUrl(addressing);
    this.document = buildOpenApiDocument({ serverUrl, version: contractVersion });
    this.page = buildDocumentationPage(this.document, `${serverUrl}/openapi.json`);
  }

  @PublicRoute('openapi.json')
  openApi(): OpenApiDocument {
    return this.document;
  }

  @PublicRoute('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', documentationPolicy)
  docs(): string {
    return this.page;
  }
}
