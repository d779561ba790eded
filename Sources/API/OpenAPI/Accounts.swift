extension Section {
    static let accounts = Section(
        tag: "Accounts",
        description: "People, their passwords, and the sessions that they are signed in with.",
        routes: Route.accounts,
        operations: parse(accountOperations),
        schemas: parse(accountSchemas))

    private static let accountOperations = #"""
        {
          "register": {
            "summary": "Create an account and sign in",
            "description": "Open, for the invited, or closed, as the server is set up; 403 where it is not open to the caller.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Registration"},
                "example": {"email": "ada@example.org", "password": "correct horse battery", "name": "Ada", "timezone": "Europe/Berlin", "locale": "en"}
              }}
            },
            "responses": {
              "201": {
                "description": "The account, and a session for it.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SignedIn"}}},
                "links": {
                  "refresh": {"operationId": "refresh", "requestBody": {"refresh_token": "$response.body#/refresh_token"}}
                }
              },
              "403": {"$ref": "#/components/responses/Forbidden"},
              "409": {
                "description": "The address has an account already.",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
              }
            }
          },
          "login": {
            "summary": "Sign in",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Login"},
                "example": {"email": "ada@example.org", "password": "correct horse battery"}
              }}
            },
            "responses": {
              "200": {
                "description": "A new session.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SignedIn"}}},
                "links": {
                  "refresh": {"operationId": "refresh", "requestBody": {"refresh_token": "$response.body#/refresh_token"}}
                }
              },
              "401": {"$ref": "#/components/responses/Unauthorized"}
            }
          },
          "refresh": {
            "summary": "Get the next access token",
            "description": "Each refresh token is good once; an old one ends the session. Only the last one may be sent again within 30 seconds (a lost answer, a second tab) and gets the same successor.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Refresh"},
                "example": {"refresh_token": "AUTo8kYcT0m3m1t5iJb0cQ"}
              }}
            },
            "responses": {
              "200": {
                "description": "The next pair of tokens.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SignedIn"}}}
              },
              "401": {"$ref": "#/components/responses/Unauthorized"}
            }
          },
          "logout": {
            "summary": "Sign out",
            "description": "Ends the session of this access token, with its tokens and streams.",
            "responses": {"204": {"description": "Signed out."}}
          },
          "listSessions": {
            "summary": "List where one is signed in",
            "responses": {
              "200": {
                "description": "The sessions, last used first.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SessionList"}}},
                "links": {
                  "end": {"operationId": "endSession", "parameters": {"id": "$response.body#/items/0/id"}}
                }
              }
            }
          },
          "endSession": {
            "summary": "End a session",
            "parameters": [{"$ref": "#/components/parameters/SessionID"}],
            "responses": {"204": {"description": "It has ended, with its tokens and streams."}}
          },
          "forgotPassword": {
            "summary": "Ask for a password reset by mail",
            "description": "The answer is the same whether the address has an account or not.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/PasswordForgotten"},
                "example": {"email": "ada@example.org"}
              }}
            },
            "responses": {"202": {"description": "If the address has an account, a mail is on its way."}}
          },
          "resetPassword": {
            "summary": "Set a new password with a token from a mail",
            "description": "Ends all sessions of the account. A token that is unknown, used or too old gets 422.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/PasswordReset"},
                "example": {"token": "Zk3vD0r2nQ1y7sXh5uT9bA", "new_password": "a better horse battery"}
              }}
            },
            "responses": {"204": {"description": "The new password holds."}}
          },
          "confirmEmail": {
            "summary": "Confirm an address with a token from a mail",
            "description": "A token that is unknown, used or too old gets 422.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/EmailConfirmation"},
                "example": {"token": "Zk3vD0r2nQ1y7sXh5uT9bA"}
              }}
            },
            "responses": {"204": {"description": "The address is confirmed."}}
          },
          "getAccount": {
            "summary": "Get one's own account",
            "responses": {
              "200": {"description": "The account.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}}
            }
          },
          "changeAccount": {
            "summary": "Change one's own account",
            "description": "Changes only the members that are present. A new address needs `current_password` and is unconfirmed at first.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/UserChanges"},
                "example": {"name": "Ada L.", "timezone": "Europe/London"}
              }}
            },
            "responses": {
              "200": {"description": "The account as it is now.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}},
              "409": {"$ref": "#/components/responses/Conflict"}
            }
          },
          "deleteAccount": {
            "summary": "Delete one's own account",
            "description": "Ends all sessions at once, and erases the account with its tasks and their history.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/AccountDeletion"},
                "example": {"current_password": "correct horse battery"}
              }}
            },
            "responses": {"204": {"description": "The account is gone."}}
          },
          "changePassword": {
            "summary": "Change one's own password",
            "description": "Ends the other sessions.",
            "requestBody": {
              "required": true,
              "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/PasswordChange"},
                "example": {"current_password": "correct horse battery", "new_password": "a better horse battery"}
              }}
            },
            "responses": {"204": {"description": "The new password holds."}}
          },
          "exportAccount": {
            "summary": "Export everything that is stored about oneself",
            "responses": {
              "200": {"description": "Account, sessions, tasks, series and history, as an attachment.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Export"}}}}
            }
          }
        }
        """#
}
